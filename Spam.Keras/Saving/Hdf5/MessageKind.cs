namespace Spam.Keras.Saving.Hdf5;

/// <summary>The messages of object headers that mean something for reading, by the numbers that HDF5 gives them.</summary>
enum MessageKind
{
    /// <summary>How many elements a dataset has.</summary>
    Space = 0x01,

    /// <summary>Where a group's many links are.</summary>
    LinkInfo = 0x02,

    /// <summary>A dataset's element type.</summary>
    Type = 0x03,

    /// <summary>What elements are that were never written, as older files say it.</summary>
    OldFillValue = 0x04,

    /// <summary>What elements are that were never written.</summary>
    FillValue = 0x05,

    /// <summary>A link to an object of a group.</summary>
    Link = 0x06,

    /// <summary>Files beside this one that hold the data.</summary>
    ExternalFiles = 0x07,

    /// <summary>Where a dataset's elements are.</summary>
    Layout = 0x08,

    /// <summary>What chunks went through.</summary>
    Filters = 0x0B,

    /// <summary>An attribute.</summary>
    Attribute = 0x0C,

    /// <summary>Where the header goes on.</summary>
    Continuation = 0x10,

    /// <summary>Where a group's links are, in older files.</summary>
    SymbolTable = 0x11,

    /// <summary>Where an object's many attributes are.</summary>
    AttributeInfo = 0x15,
}
