using System.Diagnostics;
using Spam.Model;
using Spam.Web.Repository.Versions;

namespace Spam.Web.Repository.Folders;

/// <summary>A version's folder and what has become of it so far.</summary>
sealed class VersionSlot(string name)
{
    string? _seen; // the files at the last look
    string? _tried; // the files of the last attempt that counts

    /// <summary>The folder's name.</summary>
    public string Name => name;

    /// <summary>What answers, if anything.</summary>
    public LoadedModel? Model { get; private set; }

    /// <summary>How far it is.</summary>
    public VersionState State { get; private set; }

    /// <summary>What is wrong with its files, if anything.</summary>
    public string? Error { get; private set; }

    /// <summary>How it is doing.</summary>
    public VersionStatus Status => new(Model?.Version ?? name, State, Error);

    /// <summary>
    /// Loads the version where its files are new, and whole: where there is a manifest they have the sizes that it tells,
    /// and where there is none they are as they were at the look before. What answers goes on until the new one is ready.
    /// </summary>
    /// <param name="folder">The folder.</param>
    /// <param name="isStart">Whether the service starts: nothing is on its way then.</param>
    /// <param name="load">Loads and warms up a model.</param>
    /// <param name="changed">Is called when the state has changed.</param>
    /// <returns>What happened, and the model that was replaced.</returns>
    public SlotNews Bring(VersionFolder folder, bool isStart, Func<VersionFolder, LoadedModel> load, Action changed)
    {
        var files = folder.Print();
        var isSettled = isStart || files == _seen;
        _seen = files;
        if (files is null || files == _tried)
            return default;
        if (!isSettled && !ModelFolder.IsWhole(folder.Path))
        {
            Wait();
            return default;
        }

        if (Model is null)
            (State, Error) = (VersionState.Loading, null);
        changed();
        var start = Stopwatch.GetTimestamp();
        var (loaded, error) = Try(load, folder);
        if (folder.Print() != files || (loaded is null && !isSettled)) // still on their way: what was read may be half old, half new
        {
            Wait();
            return default;
        }

        _tried = files;
        Error = error;
        if (loaded is null)
        {
            State = Model is null ? VersionState.End : VersionState.Available;
            return new(error, null, null, default);
        }

        var old = Model;
        (Model, State) = (loaded, VersionState.Available);
        return new(null, loaded, old, Stopwatch.GetElapsedTime(start));
    }

    /// <summary>Says that it answers from memory, its folder being gone.</summary>
    /// <returns>Whether that is new.</returns>
    public bool Outlive()
    {
        const string Gone = "Its folder has gone. It answers from memory until another version can, or the folder is back.";

        var isNew = Error != Gone;
        (_seen, _tried, Error) = (null, null, Gone);
        return isNew;
    }

    /// <summary>Ends it: it is not wanted any more, or its folder has gone.</summary>
    /// <returns>What answered, for whoever lets it go.</returns>
    public LoadedModel? Retire()
    {
        var model = Model;
        (Model, State, Error, _seen, _tried) = (null, VersionState.End, null, null, null);
        return model;
    }

    void Wait()
    {
        if (Model is null)
            (State, Error) = (VersionState.Start, null);
    }

    static (LoadedModel? Loaded, string? Error) Try(Func<VersionFolder, LoadedModel> load, VersionFolder folder)
    {
        try
        {
            return (load(folder), null);
        }
        catch (Exception cause) // whatever is wrong with the files, the message says it, and others go on answering
        {
            return (null, cause.Message);
        }
    }
}
