using System.Security.Cryptography;
using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Spam.Tests.Keras.Preprocessing;

/// <summary>What the golden tests of text share.</summary>
static class TextGoldens
{
    const int Absent = -1;

    /// <summary>The texts that every tokenizer of the golden data was fitted on.</summary>
    public static string[] Texts => GoldenData.Json("text/texts.json").Strings();

    /// <summary>The places of a list in a golden file, for <c>[MemberData]</c>: one row -1 where the file is absent.</summary>
    public static TheoryData<int> Rows(string file, string property)
        => File.Exists(GoldenData.PathOf(file))
            ? [.. Enumerable.Range(0, GoldenData.Json(file).GetProperty(property).GetArrayLength())]
            : [Absent];

    /// <summary>The entry at that place, or a skipped test for the row -1.</summary>
    public static JsonElement Row(string file, string property, int row)
    {
        Skip.If(row == Absent, $"{file} is absent from the golden data.");
        return GoldenData.Json(file).GetProperty(property)[row];
    }

    public static string[] Strings(this JsonElement list) => [.. list.EnumerateArray().Select(item => item.GetString()!)];

    public static int[] Ints(this JsonElement list) => [.. list.EnumerateArray().Select(item => item.GetInt32())];

    public static double[] Doubles(this JsonElement list) => [.. list.EnumerateArray().Select(item => item.GetDouble())];

    public static int[][] IntRows(this JsonElement list) => [.. list.EnumerateArray().Select(Ints)];

    /// <summary>The numbers of nested lists, one after the other.</summary>
    public static IEnumerable<double> Flat(this JsonElement value)
        => value.ValueKind == JsonValueKind.Array ? value.EnumerateArray().SelectMany(Flat) : [value.GetDouble()];

    /// <summary>A list of pairs as Python's ordered dictionary.</summary>
    public static KeyValuePair<string, int>[] Words(this JsonElement pairs)
        => [.. pairs.EnumerateArray().Select(pair => KeyValuePair.Create(pair[0].GetString()!, pair[1].GetInt32()))];

    /// <summary>A list of pairs, by id.</summary>
    public static Dictionary<int, int> Ids(this JsonElement pairs)
        => pairs.EnumerateArray().ToDictionary(pair => pair[0].GetInt32(), pair => pair[1].GetInt32());

    public static double[,] Matrix(this JsonElement rows)
    {
        var matrix = new double[rows.GetArrayLength(), rows[0].GetArrayLength()];
        for (var row = 0; row < matrix.GetLength(0); row++)
        {
            for (var column = 0; column < matrix.GetLength(1); column++)
                matrix[row, column] = rows[row][column].GetDouble();
        }

        return matrix;
    }

    /// <summary>SHA-256 of numbers as little-endian int32, in hexadecimal.</summary>
    public static string Sha256(ReadOnlySpan<int> numbers) => Sha256(MemoryMarshal.AsBytes(numbers));

    public static string Sha256(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    /// <summary>A copy that can be changed.</summary>
    public static JsonObject Editable(this JsonElement element) => JsonNode.Parse(element.GetRawText())!.AsObject();
}
