namespace Spam.Keras.Kernels;

/// <summary>The four tiles that a product is made of, for one vector width: 8 rows or 1, by 48 columns (wide) or 16 (narrow).</summary>
/// <remarks>Each starts from what c holds (accumulate), from <c>initial</c> (one number a column), or from zero.</remarks>
unsafe interface ITiles
{
    /// <summary>8 rows by 48 columns; b holds 48 numbers a depth.</summary>
    static abstract void Wide8(Strip strip, float* b, float* c, nint cRowStride, bool accumulate, float* initial);

    /// <summary>1 row by 48 columns.</summary>
    static abstract void Wide1(Strip strip, float* b, float* c, bool accumulate, float* initial);

    /// <summary>8 rows by 16 columns; b holds <paramref name="bStride"/> numbers a depth.</summary>
    static abstract void Narrow8(Strip strip, float* b, nint bStride, float* c, nint cRowStride, bool accumulate, float* initial);

    /// <summary>1 row by 16 columns.</summary>
    static abstract void Narrow1(Strip strip, float* b, nint bStride, float* c, bool accumulate, float* initial);
}
