namespace Spam.Keras.Saving;

/// <summary>Writes a file so that whoever reads it, also after a crash, finds the old version whole or the new version whole.</summary>
public static class AtomicFile
{
    /// <summary>Writes a file.</summary>
    /// <param name="path">The file; a version that is there is replaced.</param>
    /// <param name="write">Writes into the stream that it gets. If it throws, the old version stays.</param>
    public static void Write(string path, Action<Stream> write)
    {
        using var place = new WritePlace(path);
        using (var stream = File.Create(place.New))
        {
            write(stream);
            stream.Flush(flushToDisk: true);
        }

        File.Move(place.New, place.Target, overwrite: true);
    }
}
