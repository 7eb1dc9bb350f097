using System.Runtime.InteropServices;

namespace Spam.Keras.Saving;

/// <summary>Writes a folder so that whoever reads it, also after a crash, finds the old version whole or the new version whole.</summary>
public static partial class AtomicDirectory
{
    const int CurrentFolder = -100; // AT_FDCWD
    const uint Exchange = 2; // RENAME_EXCHANGE

    /// <summary>Writes a folder.</summary>
    /// <param name="path">The folder; a version that is there is replaced as a whole.</param>
    /// <param name="write">Fills the empty folder whose path it gets. If it throws, the old version stays.</param>
    public static void Write(string path, Action<string> write)
    {
        using var place = new WritePlace(path);
        Directory.CreateDirectory(place.New);
        write(place.New);
        foreach (var file in Directory.GetFiles(place.New, "*", SearchOption.AllDirectories))
        {
            using var handle = File.OpenHandle(file, FileMode.Open, FileAccess.ReadWrite);
            RandomAccess.FlushToDisk(handle);
        }

        if (!Directory.Exists(place.Target))
            Directory.Move(place.New, place.Target);
        else if (!TryExchange(place.New, place.Target))
            MoveAsideAndIn(place);
    }

    // A rename cannot replace a folder that is not empty. Linux swaps two folders in one step; then the old version is disposed of as the new place.
    static bool TryExchange(string one, string other)
    {
        try
        {
            return OperatingSystem.IsLinux() && RenameAt(CurrentFolder, one, CurrentFolder, other, Exchange) == 0;
        }
        catch (EntryPointNotFoundException)
        {
            return false; // an old C library
        }
    }

    // Elsewhere there is a moment without a target; a write killed in it is put right by the next (WritePlace).
    static void MoveAsideAndIn(WritePlace place)
    {
        Directory.Move(place.Target, place.Old);
        try
        {
            Directory.Move(place.New, place.Target);
        }
        catch
        {
            Directory.Move(place.Old, place.Target);
            throw;
        }
    }

    [LibraryImport("libc", EntryPoint = "renameat2", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int RenameAt(int oldFolder, string oldPath, int newFolder, string newPath, uint flags);
}
