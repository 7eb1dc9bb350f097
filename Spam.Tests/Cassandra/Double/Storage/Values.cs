using System.Security.Cryptography;
using Spam.Tests.Cassandra.Double.Cql;
using Spam.Tests.Cassandra.Double.Wire;

namespace Spam.Tests.Cassandra.Double.Storage;

/// <summary>Gives terms their bytes: literals, functions, and the values bound to one execution.</summary>
sealed class Values(Bound[] bound, TimeProvider clock)
{
    /// <summary>The term's value as that type; checked, and in the server's own order of elements.</summary>
    public Bound Of(Term term, CqlType type, string column)
    {
        var value = term switch
        {
            MarkerTerm marker => bound[marker.Index],
            NullTerm => Bound.Null,
            ConstantTerm constant => Bound.Of(Literals.ToBytes(type, constant, column)),
            CallTerm call => Bound.Of(Call(call)),
            CollectionTerm collection => Bound.Of(Collection(collection, type, column)),
            _ => throw ServerError.Invalid($"The double does not know the term {term}"),
        };
        if (value.Bytes is null)
            return value;
        Validation.Check(type, value.Bytes);
        return type.IsCollection ? Bound.Of(Ordered(type, value.Bytes)) : value;
    }

    byte[] Call(CallTerm call)
    {
        var now = clock.GetUtcNow();
        switch (call.Function)
        {
            case "now" or "current_timeuuid" or "currenttimeuuid":
                return TimeUuid(now, RandomNumberGenerator.GetBytes(8));
            case "uuid":
                return Guid.NewGuid().ToByteArray(bigEndian: true);
            case "currenttimestamp" or "current_timestamp":
                return new WireWriter().Long(now.ToUnixTimeMilliseconds()).ToArray();
            case "totimestamp" or "to_timestamp" when call.Arguments is [CallTerm { Function: "now" }]:
                return new WireWriter().Long(now.ToUnixTimeMilliseconds()).ToArray();
            case "mintimeuuid" or "min_timeuuid" or "maxtimeuuid" or "max_timeuuid" when call.Arguments.Count == 1:
                var time = Of(call.Arguments[0], CqlType.Native("timestamp")!, "arg0").Bytes ?? throw ServerError.Invalid("Unexpected null value"); // a native type
                var milliseconds = System.Buffers.Binary.BinaryPrimitives.ReadInt64BigEndian(time);
                var lowest = call.Function.StartsWith("min", StringComparison.Ordinal);
                var end = DateTimeOffset.FromUnixTimeMilliseconds(milliseconds).AddTicks(lowest ? 0 : TimeSpan.TicksPerMillisecond - 1);
                return TimeUuid(end, [.. Enumerable.Repeat(lowest ? (byte)0x80 : (byte)0x7f, 8)], keepsVariant: true);
            default:
                throw ServerError.Invalid($"Unknown function '{call.Function}'");
        }
    }

    static byte[] TimeUuid(DateTimeOffset time, byte[] rest, bool keepsVariant = false)
    {
        var ticks = time.UtcTicks - new DateTime(1582, 10, 15, 0, 0, 0, DateTimeKind.Utc).Ticks;
        if (!keepsVariant)
            rest[0] = (byte)(rest[0] & 0x3F | 0x80);
        return new WireWriter().Int((int)ticks).Short((int)(ticks >> 32 & 0xFFFF)).Short((int)(ticks >> 48 & 0x0FFF | 0x1000)).Raw(rest).ToArray();
    }

    byte[] Collection(CollectionTerm term, CqlType type, string column)
    {
        var fits = (term.Open, type.Id) switch
        {
            ('[', TypeId.List or TypeId.Custom) => true,
            ('{', TypeId.Set) => !term.HasPairs,
            ('{', TypeId.Map) => term.HasPairs || term.Items.Count == 0,
            ('{', TypeId.Udt) => term.HasPairs,
            ('(', TypeId.Tuple) => true,
            _ => false,
        };
        if (!fits)
            throw ServerError.Invalid($"Invalid {term.Open switch { '[' => "list", '(' => "tuple", _ => term.HasPairs ? "map" : "set" }} literal for {column} of type {type}");
        var writer = new WireWriter();
        if (type.Id == TypeId.Udt)
        {
            foreach (var (field, part) in type.Fields.Zip(type.Parts))
            {
                var at = Enumerable.Range(0, term.Items.Count / 2).FirstOrDefault(i => term.Items[2 * i] is ConstantTerm name && name.Text == field, -1);
                writer.Bytes(at < 0 ? null : Of(term.Items[2 * at + 1], part, $"{column}.{field}").Bytes);
            }

            return writer.ToArray();
        }

        if (type.IsCollection)
            writer.Int(term.Items.Count / (type.Id == TypeId.Map ? 2 : 1));
        for (var i = 0; i < term.Items.Count; i++)
        {
            var value = Of(term.Items[i], type.Parts[i % type.Parts.Length], column).Bytes;
            if (type.Id == TypeId.Custom && type.Parts[0].Id is not (TypeId.Text or TypeId.Varint or TypeId.Blob or TypeId.Ascii))
                writer.Raw(value);
            else if (type.Id == TypeId.Custom)
                writer.Raw(VariableLength.Write((ulong)(value?.Length ?? 0))).Raw(value);
            else
                writer.Bytes(value);
        }

        return writer.ToArray();
    }

    /// <summary>Sets and maps stand in the order of their elements, each once; of equal keys the last counts.</summary>
    public static byte[] Ordered(CqlType type, byte[] value)
    {
        var elements = Validation.Elements(type, value);
        if (type.Id == TypeId.List)
            return value;
        var step = type.Id == TypeId.Map ? 2 : 1;
        var sorted = new SortedDictionary<byte[], byte[]>(Comparer<byte[]>.Create((left, right) => Ordering.Compare(type.Parts[0], left, right)));
        for (var i = 0; i < elements.Count; i += step)
            sorted[elements[i]] = elements[i + step - 1];
        var writer = new WireWriter().Int(sorted.Count);
        foreach (var (key, item) in sorted)
        {
            writer.Bytes(key);
            if (step == 2)
                writer.Bytes(item);
        }

        return writer.ToArray();
    }
}
