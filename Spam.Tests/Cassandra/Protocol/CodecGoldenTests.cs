using System.Text.Json;
using Cassandra;
using Spam.Cassandra.Protocol;
using Xunit.Abstractions;

namespace Spam.Tests.Cassandra.Protocol;

/// <summary>Every value of every type that a real Cassandra wrote, read and written by the client.</summary>
public class CodecGoldenTests(ITestOutputHelper output)
{
    const string File = "cassandra/codecs.json";

    [SkippableFact]
    public void Each_cell_is_read_as_the_value_and_each_value_is_written_as_the_cell()
    {
        var wrong = new List<string>();
        var (readEqual, writtenEqual, total, empty) = (0, 0, 0, 0);

        foreach (var entry in GoldenData.Json(File).GetProperty("values").EnumerateArray())
        {
            total++;
            var type = CodecValues.TypeOf(entry.GetProperty("type").GetString()!);
            var cells = CodecValues.CellsOf(entry);
            try
            {
                var read = cells.All(cell => ReadsAs(type, cell, entry));
                var written = cells.All(cell => WritesAs(type, cell, entry));
                readEqual += read ? 1 : 0;
                writtenEqual += written ? 1 : 0;
                empty += cells.Any(cell => cell is { Length: 0 }) && type.ClrType.IsValueType ? 1 : 0;
                if (!read || !written)
                    wrong.Add($"{entry.GetRawText()[..Math.Min(300, entry.GetRawText().Length)]}: read {read}, written {written}");
            }
            catch (Exception error) when (error is not OutOfMemoryException)
            {
                wrong.Add($"{entry.GetRawText()[..Math.Min(300, entry.GetRawText().Length)]}: {error}");
            }
        }

        output.WriteLine($"{readEqual} of {total} read as the value, {writtenEqual} of {total} written as the cell; {empty} of them cells of no bytes");
        Assert.Empty(wrong);
    }

    static bool ReadsAs(CqlType type, byte[]? cell, JsonElement entry)
    {
        var value = cell is null ? null : ValueReader.Read(type, cell, CodecValues.ClrTypeOf(type));
        return entry.TryGetProperty("bound", out var bound)
            ? bound.ValueKind == JsonValueKind.Null || type.ClrType == typeof(string) ? value is null or "" : value is null or byte[] { Length: 0 }
            : !entry.TryGetProperty("value", out var said) || said.ValueKind == JsonValueKind.Null || CodecValues.Same(type, said, value);
    }

    // From what the golden data says where it says it, and from what was read in every case.
    static bool WritesAs(CqlType type, byte[]? cell, JsonElement entry)
    {
        var read = cell is null ? null : ValueReader.Read(type, cell, CodecValues.ClrTypeOf(type));
        if (cell is { Length: 0 } && read is null)
            return true; // nothing is bound as a number of no bytes: that cell is only ever read

        var said = entry.TryGetProperty("bound", out _) || !entry.TryGetProperty("value", out var value) || value.ValueKind == JsonValueKind.Null
            ? read
            : CodecValues.ValueOf(type, value);
        return (Bytes(type, read).AsSpan().SequenceEqual(cell) || EndsEarly(type, cell)) && (Bytes(type, said).AsSpan().SequenceEqual(cell)
            || said == read && EndsEarly(type, cell));
    }

    // A tuple that was stored with fewer components reads with null for those, and is written short again where its array is short.
    static bool EndsEarly(CqlType type, byte[]? cell)
    {
        if (type.Code != ColumnTypeCode.Tuple || cell is null)
            return false;

        var components = (object?[])ValueReader.Read(type, cell, typeof(object[]))!;
        return Enumerable.Range(1, components.Length - 1).Any(count => Bytes(type, components[..count]).AsSpan().SequenceEqual(cell));
    }

    static byte[]? Bytes(CqlType type, object? value)
    {
        using var writer = FrameWriter.Rent();
        ValueWriter.Write(writer, type, value);
        return value is null ? null : writer.Written[4..].ToArray();
    }
}
