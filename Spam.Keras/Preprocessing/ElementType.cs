namespace Spam.Keras.Preprocessing;

/// <summary>What the numbers of a padded matrix become before they are stored: Keras's <c>dtype</c>.</summary>
public enum ElementType
{
    /// <summary>Whole numbers of 32 bits: fractions are cut off, wider numbers wrap. Keras's default.</summary>
    Int32,

    /// <summary>Whole numbers of 64 bits: fractions are cut off.</summary>
    Int64,

    /// <summary>Whole numbers from 0 to 255: fractions are cut off, others wrap (300 becomes 44).</summary>
    UInt8,

    /// <summary>Numbers as they are, rounded to float32.</summary>
    Float32,
}
