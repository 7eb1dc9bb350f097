using Spam.Tests.Cassandra.Double.Wire;

namespace Spam.Tests.Cassandra.Double.Storage;

/// <summary>Where the next page begins, in the server's own layout: the partition (empty where the query names it), the last row, how many may still come.</summary>
sealed record PagingState(byte[] Partition, byte[][] Clustering, int Remaining)
{
    public byte[] ToBytes()
    {
        var mark = new WireWriter();
        foreach (var part in Clustering)
            mark.ShortBytes(part);
        var remaining = VariableLength.Write((ulong)Remaining);
        return new WireWriter()
            .Raw(VariableLength.Write((ulong)Partition.Length)).Raw(Partition)
            .Raw(VariableLength.Write((ulong)mark.Length)).Raw(mark.Written)
            .Raw(remaining).Raw(remaining).ToArray();
    }

    public static PagingState Read(ReadOnlySpan<byte> bytes)
    {
        var partition = Run(ref bytes);
        ReadOnlySpan<byte> mark = Run(ref bytes);
        var remaining = VariableLength.Read(ref bytes);
        VariableLength.Read(ref bytes);
        var clustering = new List<byte[]>();
        while (mark.Length > 0)
        {
            var length = mark.Length < 2 ? int.MaxValue : mark[0] << 8 | mark[1];
            if (length > mark.Length - 2)
                throw Wrong();
            clustering.Add(mark.Slice(2, length).ToArray());
            mark = mark[(2 + length)..];
        }

        return bytes.Length == 0 && remaining <= int.MaxValue ? new(partition, [.. clustering], (int)remaining) : throw Wrong();
    }

    static byte[] Run(ref ReadOnlySpan<byte> bytes)
    {
        var length = VariableLength.Read(ref bytes);
        if (length > (ulong)bytes.Length)
            throw Wrong();
        var run = bytes[..(int)length].ToArray();
        bytes = bytes[(int)length..];
        return run;
    }

    static ServerError Wrong() => ServerError.Protocol("Invalid value for the paging state");
}
