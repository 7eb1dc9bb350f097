using Cassandra;

namespace Spam.Cassandra.Protocol;

/// <summary>The values of a statement as the wire has them: written once, when they are bound, and sent as often as needed.</summary>
/// <param name="Count">How many.</param>
/// <param name="Bytes">Each with its length before it, and its name before that where they are named.</param>
/// <param name="Named">Whether they are named.</param>
readonly record struct BoundValues(int Count, byte[] Bytes, bool Named = false)
{
    /// <summary>No values.</summary>
    public static BoundValues None { get; } = new(0, []);

    /// <summary>Binds values by position.</summary>
    /// <param name="values">What is bound; what is missing at the end is left as it is in the table.</param>
    /// <param name="types">The types, where the server has said them.</param>
    public static BoundValues Of(IReadOnlyList<object?> values, IReadOnlyList<CqlType>? types)
    {
        using var writer = FrameWriter.Rent();
        var count = types?.Count ?? values.Count;
        for (var i = 0; i < count; i++)
            ValueWriter.Write(writer, types?[i], i < values.Count ? values[i] : Unset.Value);
        return new(Checked(count), writer.Written.ToArray());
    }

    /// <summary>Binds values by name.</summary>
    public static BoundValues Of(IReadOnlyList<string> names, IReadOnlyList<object?> values)
    {
        using var writer = FrameWriter.Rent();
        for (var i = 0; i < names.Count; i++)
        {
            writer.WriteString(names[i]);
            ValueWriter.Write(writer, null, values[i]);
        }

        return new(Checked(names.Count), writer.Written.ToArray(), Named: true);
    }

    public void Write(FrameWriter writer)
    {
        writer.WriteShort(Count);
        writer.WriteRaw(Bytes);
    }

    /// <summary>Where the value at <paramref name="index"/> stands in <see cref="Bytes"/>; false where it is null or unset.</summary>
    public bool TryFind(int index, out Range range)
    {
        var reader = new FrameReader(Bytes);
        for (var i = 0; ; i++)
        {
            var length = reader.ReadInt();
            var start = reader.Position;
            if (length > 0)
                reader.Skip(length);
            if (i == index)
            {
                range = start..reader.Position;
                return length >= 0;
            }
        }
    }

    static int Checked(int count)
        => count <= ushort.MaxValue ? count : throw new RequestInvalidException($"{count} values are more than the {ushort.MaxValue} that a statement may have.");
}
