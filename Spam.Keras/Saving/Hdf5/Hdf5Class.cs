namespace Spam.Keras.Saving.Hdf5;

/// <summary>Kinds of elements, by the numbers that HDF5 gives them. Others exist and are not read.</summary>
enum Hdf5Class
{
    /// <summary>A whole number.</summary>
    Whole = 0,

    /// <summary>A floating-point number.</summary>
    Real = 1,

    /// <summary>A text of fixed length.</summary>
    FixedText = 3,

    /// <summary>A whole number with names, as h5py writes truth values.</summary>
    Enumeration = 8,

    /// <summary>A text of any length, which stands in a heap.</summary>
    Text = 9,
}
