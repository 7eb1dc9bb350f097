namespace Spam.Keras.Saving.Hdf5;

/// <summary>A dataset that is to be written: float32 numbers, or one whole number.</summary>
sealed class DatasetContent
{
    /// <summary>Float32 numbers.</summary>
    public DatasetContent(Tensor numbers) => Numbers = numbers;

    /// <summary>A single float32 number.</summary>
    public DatasetContent(float number) => Numbers = new([number], new Shape());

    /// <summary>A single whole number of eight bytes.</summary>
    public DatasetContent(long number) => Whole = number;

    /// <summary>The numbers; null for a whole number.</summary>
    public Tensor? Numbers { get; }

    /// <summary>The whole number, where there are no others.</summary>
    public long Whole { get; }
}
