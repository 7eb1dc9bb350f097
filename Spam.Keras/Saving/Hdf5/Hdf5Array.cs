using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;

namespace Spam.Keras.Saving.Hdf5;

/// <summary>The elements of a dataset or an attribute.</summary>
/// <param name="file">The file.</param>
/// <param name="name">What they are the elements of, for messages.</param>
/// <param name="type">Their type.</param>
/// <param name="space">How many there are along each axis.</param>
/// <param name="data">Their bytes, as the file has them.</param>
sealed class Hdf5Array(Hdf5File file, string name, Hdf5Type type, Hdf5Space space, ReadOnlyMemory<byte> data)
{
    /// <summary>The type of an element.</summary>
    public Hdf5Type Type => type;

    /// <summary>Whether there are no elements and no axes.</summary>
    public bool IsNull => space.IsNull;

    /// <summary>How many elements there are.</summary>
    public int Count => data.Length / type.Size;

    /// <summary>The sizes of the axes.</summary>
    /// <exception cref="KerasException">One is larger than a tensor's can be, which happens beside an axis of size 0.</exception>
    public Shape Shape
    {
        get
        {
            if (space.Sizes.Any(size => size > int.MaxValue))
                throw new KerasException($"{file.Source}: {name} has the sizes {space}, which no tensor has.");
            return new([.. space.Sizes.Select(size => (int)size)]);
        }
    }

    /// <summary>Numbers of any type as float32.</summary>
    /// <exception cref="KerasException">They are no numbers.</exception>
    public float[] ToFloats()
    {
        if (type is { Class: Hdf5Class.Real, Size: sizeof(float), IsBigEndian: false } && BitConverter.IsLittleEndian)
            return MemoryMarshal.Cast<byte, float>(data.Span).ToArray();

        return Array.ConvertAll(ToDoubles(), value => (float)value);
    }

    /// <summary>Numbers of any type as doubles.</summary>
    /// <exception cref="KerasException">They are no numbers.</exception>
    public double[] ToDoubles()
    {
        if (!type.IsNumber)
            throw new KerasException($"{file.Source}: {name} holds texts; numbers are expected.");

        file.Bytes.Count((ulong)Count * sizeof(double), name, 0);
        var values = new double[Count];
        Span<byte> element = stackalloc byte[type.Size];
        for (var i = 0; i < values.Length; i++)
        {
            data.Span.Slice(i * type.Size, type.Size).CopyTo(element);
            if (type.IsBigEndian)
                element.Reverse();
            values[i] = type.Class == Hdf5Class.Real ? Real(element) : Whole(element);
        }

        return values;
    }

    /// <summary>Texts.</summary>
    /// <exception cref="KerasException">They are no texts, or not UTF-8.</exception>
    public string[] ToTexts()
    {
        var texts = new string[Count];
        for (var i = 0; i < texts.Length; i++)
        {
            var element = data.Slice(i * type.Size, type.Size).Span;
            texts[i] = type.Class switch
            {
                Hdf5Class.FixedText => Decode(Trim(element)),
                Hdf5Class.Text => Decode(file.Heap(element, name)),
                _ => throw new KerasException($"{file.Source}: {name} holds numbers; texts are expected."),
            };
        }

        return texts;
    }

    /// <summary>The only text.</summary>
    /// <exception cref="KerasException">It is no text, or there are several.</exception>
    public string ToText() => Count == 1
        ? ToTexts()[0]
        : throw new KerasException($"{file.Source}: {name} has {Count} elements; one text is expected.");

    ReadOnlySpan<byte> Trim(ReadOnlySpan<byte> element)
    {
        if (type.IsSpacePadded)
            return element.TrimEnd((byte)' ');

        var end = element.IndexOf((byte)0);
        return end < 0 ? element : element[..end];
    }

    string Decode(ReadOnlySpan<byte> bytes)
    {
        file.Bytes.Count((ulong)bytes.Length * sizeof(char), name, 0);
        try
        {
            return _utf8.GetString(bytes);
        }
        catch (DecoderFallbackException error)
        {
            throw new KerasException($"{file.Source}: {name} holds bytes that are no UTF-8 text.", error);
        }
    }

    static readonly UTF8Encoding _utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    static double Real(ReadOnlySpan<byte> element) => element.Length switch
    {
        2 => (double)BinaryPrimitives.ReadHalfLittleEndian(element),
        4 => BinaryPrimitives.ReadSingleLittleEndian(element),
        _ => BinaryPrimitives.ReadDoubleLittleEndian(element),
    };

    double Whole(ReadOnlySpan<byte> element) => (element.Length, type.IsSigned) switch
    {
        (1, true) => (sbyte)element[0],
        (1, false) => element[0],
        (2, true) => BinaryPrimitives.ReadInt16LittleEndian(element),
        (2, false) => BinaryPrimitives.ReadUInt16LittleEndian(element),
        (4, true) => BinaryPrimitives.ReadInt32LittleEndian(element),
        (4, false) => BinaryPrimitives.ReadUInt32LittleEndian(element),
        (_, true) => BinaryPrimitives.ReadInt64LittleEndian(element),
        (_, false) => BinaryPrimitives.ReadUInt64LittleEndian(element),
    };
}
