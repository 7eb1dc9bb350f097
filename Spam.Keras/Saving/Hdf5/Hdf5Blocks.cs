using System.Runtime.InteropServices;

namespace Spam.Keras.Saving.Hdf5;

/// <summary>The blocks of a file that is being put together, one behind the other, each at a multiple of eight bytes.</summary>
/// <param name="start">Where the first block is.</param>
sealed class Hdf5Blocks(int start)
{
    readonly List<object> _blocks = [];

    /// <summary>Where the next block will be: the end of the file.</summary>
    public ulong End { get; private set; } = (ulong)start;

    /// <summary>Adds a block.</summary>
    /// <returns>Its address.</returns>
    public ulong Add(byte[] block) => Add(block, block.Length);

    /// <summary>Adds the numbers of a tensor, which must not change before they are written.</summary>
    /// <returns>Their address.</returns>
    public ulong Add(Tensor numbers) => Add(numbers, (long)numbers.Length * sizeof(float));

    /// <summary>Writes all blocks.</summary>
    public void CopyTo(Stream stream)
    {
        Span<byte> zeros = stackalloc byte[8];
        zeros.Clear();
        foreach (var block in _blocks)
        {
            var bytes = block as byte[];
            var length = bytes?.Length ?? (long)((Tensor)block).Length * sizeof(float);
            if (bytes is not null)
                stream.Write(bytes);
            else
                WriteNumbers(((Tensor)block).Span, stream);
            stream.Write(zeros[..(int)(BlockWriter.RoundUp(length) - length)]);
        }
    }

    static void WriteNumbers(ReadOnlySpan<float> numbers, Stream stream)
    {
        const int AtOnce = 1 << 20; // a span of bytes ends at 2 GB
        for (; numbers.Length > 0; numbers = numbers[Math.Min(AtOnce, numbers.Length)..])
            stream.Write(MemoryMarshal.AsBytes(numbers[..Math.Min(AtOnce, numbers.Length)])); // all machines that .NET runs on are little-endian
    }

    ulong Add(object block, long length)
    {
        var address = End;
        _blocks.Add(block);
        End += (ulong)BlockWriter.RoundUp(length);
        return address;
    }
}
