using System.Buffers.Binary;
using Cassandra;
using Spam.Cassandra.Protocol;

namespace Spam.Bench.Cassandra;

/// <summary>Damages frames at random, and reads damaged ones to their last cell.</summary>
static class FrameDamage
{
    /// <summary>A damaged copy, the same for the same random numbers: bytes, bits, cuts, repetitions and numbers.</summary>
    public static byte[] Of(byte[] sound, Random random)
    {
        var bytes = sound.ToArray();
        for (var n = random.Next(1, 4); n > 0 && bytes.Length > FrameHeader.Size; n--)
        {
            var at = random.Next(bytes.Length);
            switch (random.Next(5))
            {
                case 0:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 1:
                    bytes[at] ^= (byte)(1 << random.Next(8));
                    break;
                case 2:
                    bytes = bytes[..Math.Max(at, FrameHeader.Size)];
                    break;
                case 3:
                    bytes = [.. bytes[..at], .. bytes[at..Math.Min(at + 8, bytes.Length)], .. bytes[at..]];
                    break;
                default:
                    if (at + 4 <= bytes.Length)
                        BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(at), random.Next(3) switch { 0 => int.MaxValue, 1 => -1, _ => random.Next(1 << 20) });
                    break;
            }
        }

        return bytes;
    }

    /// <summary>Reads a body as a session does, its error or its cells too.</summary>
    /// <returns>How many cells were refused: a broken cell is an error of whoever reads it, and the row's other cells stay.</returns>
    /// <exception cref="Spam.Cassandra.ProtocolException">The body is not what its header says.</exception>
    public static int ReadAll(FrameHeader header, ReadOnlySpan<byte> body, ResponseReader reader)
    {
        var response = reader.Read(header, body);
        if (response is ErrorResponse error)
            _ = error.ToException(new(0, 0)).ToString();
        if (response is not RowsResult { Columns: { } columns } rows)
            return 0;

        var refused = 0;
        for (var i = 0; i < rows.RowCount; i++)
        {
            var row = new Row(rows, columns, i);
            for (var column = 0; column < row.Length; column++)
            {
                try
                {
                    _ = row[column];
                }
                catch (Exception cell) when (cell is InvalidTypeException or InvalidCastException or OverflowException)
                {
                    refused++;
                }
            }
        }

        return refused;
    }
}
