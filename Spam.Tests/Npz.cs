using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.RegularExpressions;
using Spam.Keras;

namespace Spam.Tests;

/// <summary>The arrays of a NumPy <c>.npz</c> file.</summary>
sealed partial class Npz
{
    readonly Dictionary<string, NpyArray> _arrays;

    Npz(Dictionary<string, NpyArray> arrays) => _arrays = arrays;

    /// <summary>The names of the arrays, in the file's order.</summary>
    public IReadOnlyCollection<string> Names => _arrays.Keys;

    public NpyArray this[string name] => _arrays[name];

    public bool Has(string name) => _arrays.ContainsKey(name);

    public static Npz Read(string path)
    {
        using var zip = ZipFile.OpenRead(path);
        var arrays = new Dictionary<string, NpyArray>();
        foreach (var entry in zip.Entries)
        {
            using var stream = entry.Open();
            using var bytes = new MemoryStream();
            stream.CopyTo(bytes);
            arrays[entry.FullName[..^".npy".Length]] = ReadNpy(bytes.ToArray());
        }

        return new(arrays);
    }

    /// <summary>One <c>.npy</c> array: version 1 header, little-endian; column-major ones (NumPy keeps a transposed array so) are turned.</summary>
    public static NpyArray ReadNpy(byte[] bytes)
    {
        var headerLength = BitConverter.ToUInt16(bytes, 8);
        var header = Encoding.Latin1.GetString(bytes, 10, headerLength);
        var type = Type().Match(header).Groups[1].Value;
        var shape = ShapeOf().Match(header).Groups[1].Value
            .Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(int.Parse).ToArray();
        var data = bytes.AsSpan(10 + headerLength);
        var values = type switch
        {
            "<f4" => Array.ConvertAll(MemoryMarshal.Cast<byte, float>(data).ToArray(), value => (double)value),
            "<f8" => MemoryMarshal.Cast<byte, double>(data).ToArray(),
            "<i4" => Array.ConvertAll(MemoryMarshal.Cast<byte, int>(data).ToArray(), value => (double)value),
            "<i8" => Array.ConvertAll(MemoryMarshal.Cast<byte, long>(data).ToArray(), value => (double)value),
            "|u1" or "|b1" => Array.ConvertAll(data.ToArray(), value => (double)value),
            _ => throw new NotSupportedException($"NumPy type {type}"),
        };
        return new(shape, header.Contains("'fortran_order': True", StringComparison.Ordinal) ? ToRowMajor(values, shape) : values);
    }

    static double[] ToRowMajor(double[] values, int[] shape)
    {
        var turned = new double[values.Length];
        for (var position = 0; position < turned.Length; position++)
        {
            var (rest, from) = (position, 0);
            for (var axis = shape.Length - 1; axis >= 0; axis--)
            {
                var stride = shape[..axis].Aggregate(1, (product, size) => product * size); // of this axis where the first runs fastest
                from += rest % shape[axis] * stride;
                rest /= shape[axis];
            }

            turned[position] = values[from];
        }

        return turned;
    }

    [GeneratedRegex("'descr': '([^']+)'")]
    private static partial Regex Type();

    [GeneratedRegex(@"'shape': \(([^)]*)\)")]
    private static partial Regex ShapeOf();
}

/// <summary>One array: its numbers widened to double (exact for every type that the files use).</summary>
sealed record NpyArray(int[] Shape, double[] Values)
{
    public float[] Floats => [.. Values.Select(value => (float)value)];

    public int[] Ints => [.. Values.Select(value => (int)value)];

    public Tensor Tensor => new(Floats, new Shape(Shape));

    /// <summary>The only number of an array without axes.</summary>
    public double Scalar => Values.Single();
}
