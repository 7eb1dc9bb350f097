namespace Spam.Keras.Saving;

/// <summary>
/// A path beside a target, for one write, that nobody else uses or cleans up; what killed writes of the same target left is removed first.
/// </summary>
/// <remarks>
/// Beside the target, because a rename is atomic within one file system only. Each write holds an open lock file; one that can be opened belongs to
/// a write that was killed.
/// </remarks>
sealed class WritePlace : IDisposable
{
    const string LockEnding = ".lock", NewEnding = ".new", OldEnding = ".old";

    readonly FileStream _lock;
    readonly string _stem;

    /// <summary>A place for writing <paramref name="target"/>, whose folder is made where it is absent.</summary>
    public WritePlace(string target)
    {
        target = Path.TrimEndingDirectorySeparator(Path.GetFullPath(target));
        if (Path.Exists(target))
            target = new FileInfo(target).ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? target; // a link stays a link
        Target = target;
        var folder = Path.GetDirectoryName(Target)
            ?? throw new KerasException($"'{target}' is the root of a file system; choose a path with a name.");
        Directory.CreateDirectory(folder);

        var prefix = $".{Path.GetFileName(Target)}.";
        CleanUp(folder, prefix);
        _stem = Path.Combine(folder, $"{prefix}{Guid.NewGuid():N}");
        _lock = new(_stem + LockEnding, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 1, FileOptions.DeleteOnClose);
    }

    /// <summary>The full path of what is to be written.</summary>
    public string Target { get; }

    /// <summary>Where to write.</summary>
    public string New => _stem + NewEnding;

    /// <summary>Where the target may be moved out of the way.</summary>
    public string Old => _stem + OldEnding;

    /// <summary>Removes what is left and gives the place back.</summary>
    public void Dispose()
    {
        Delete(New);
        Delete(Old);
        _lock.Dispose();
    }

    /// <summary>Removes a file or a folder, if it is there.</summary>
    public static void Delete(string path)
    {
        if (Directory.Exists(path))
            Directory.Delete(path, recursive: true);
        else
            File.Delete(path);
    }

    void CleanUp(string folder, string prefix)
    {
        foreach (var path in Directory.GetFileSystemEntries(folder))
        {
            var name = Path.GetFileName(path);
            var ending = Path.GetExtension(path);
            if (!name.StartsWith(prefix, StringComparison.Ordinal) || ending is not (LockEnding or NewEnding or OldEnding)
                || !Guid.TryParseExact(name[prefix.Length..^ending.Length], "N", out _) || IsHeld(path[..^ending.Length]))
                continue;

            if (ending == OldEnding && !Path.Exists(Target))
                Directory.Move(path, Target); // killed between moving the old version away and the new one in
            else
                Delete(path);
        }
    }

    static bool IsHeld(string stem)
    {
        try
        {
            if (File.Exists(stem + LockEnding))
                File.Open(stem + LockEnding, FileMode.Open, FileAccess.Write, FileShare.None).Dispose();
            return false;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return true; // a write under way, or another user's
        }
    }
}
