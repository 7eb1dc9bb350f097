namespace Spam.Keras.Saving;

/// <summary>Reads files whole.</summary>
static class FileBytes
{
    /// <summary>The bytes of a file.</summary>
    /// <exception cref="KerasException">It is not there, cannot be read, or is larger than an array can be.</exception>
    public static byte[] Read(string path)
    {
        try
        {
            var size = new FileInfo(path).Length;
            return size <= Array.MaxLength
                ? File.ReadAllBytes(path)
                : throw new KerasException($"{path} has {size} bytes; at most {Array.MaxLength} are read.");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new KerasException($"{path} cannot be read: {error.Message}", error);
        }
    }
}
