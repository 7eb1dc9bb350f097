namespace Spam.Web.Repository.Versions;

/// <summary>How far a version is, in the words of TensorFlow Serving.</summary>
enum VersionState
{
    /// <summary>Seen, and not yet loaded: its files may still be on their way.</summary>
    Start,

    /// <summary>Being loaded and warmed up.</summary>
    Loading,

    /// <summary>Answering.</summary>
    Available,

    /// <summary>Not to be asked any more; requests under way still use it.</summary>
    Unloading,

    /// <summary>Not in memory: it cannot be used, and the error says why, or it is not wanted.</summary>
    End,
}
