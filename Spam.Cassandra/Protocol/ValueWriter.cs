using System.Collections;
using System.Net;
using System.Numerics;
using Cassandra;

namespace Spam.Cassandra.Protocol;

/// <summary>Writes CLR values as cells of CQL types. What fits no type is refused here, where the caller can see it, and not by the server.</summary>
/// <remarks>Source: native_protocol_v4.spec, section 6. Messages name types, never values.</remarks>
static class ValueWriter
{
    const int NullLength = -1, UnsetLength = -2;

    // Java knows one NaN; that of .NET has its sign bit set and would be another value to whoever compares bytes.
    const int JavaNaN32 = 0x7FC00000;
    const long JavaNaN64 = 0x7FF8000000000000;

    /// <summary>
    /// Writes a value with its length before it. Where <paramref name="type"/> is null the column is unknown, and its type is guessed from the value.
    /// </summary>
    public static void Write(FrameWriter writer, CqlType? type, object? value)
    {
        if (value is null or Unset)
        {
            writer.WriteInt(value is null ? NullLength : UnsetLength);
            return;
        }

        var at = writer.Reserve(4);
        WriteContent(writer, type ?? ValueTypes.Guess(value), value);
        writer.PatchLength(at);
    }

    static void WriteContent(FrameWriter writer, CqlType type, object value)
    {
        switch (type.Code)
        {
            case ColumnTypeCode.Varchar or ColumnTypeCode.Text when value is string text:
                writer.WriteText(text);
                break;
            case ColumnTypeCode.Ascii when value is string text:
                WriteAscii(writer, text);
                break;
            case ColumnTypeCode.Int when value is int number:
                writer.WriteInt(number);
                break;
            case ColumnTypeCode.Bigint or ColumnTypeCode.Counter when value is long number:
                writer.WriteLong(number);
                break;
            case ColumnTypeCode.SmallInt when value is short number:
                writer.WriteShort((ushort)number);
                break;
            case ColumnTypeCode.TinyInt when value is sbyte number:
                writer.WriteByte((byte)number);
                break;
            case ColumnTypeCode.Boolean when value is bool flag:
                writer.WriteByte(flag ? (byte)1 : (byte)0);
                break;
            case ColumnTypeCode.Float when value is float number:
                writer.WriteInt(float.IsNaN(number) ? JavaNaN32 : BitConverter.SingleToInt32Bits(number));
                break;
            case ColumnTypeCode.Double when value is double number:
                writer.WriteLong(double.IsNaN(number) ? JavaNaN64 : BitConverter.DoubleToInt64Bits(number));
                break;
            case ColumnTypeCode.Uuid or ColumnTypeCode.Timeuuid when value is Guid id:
                writer.WriteUuid(id);
                break;
            case ColumnTypeCode.Uuid or ColumnTypeCode.Timeuuid when value is TimeUuid id:
                writer.WriteUuid(id);
                break;
            case ColumnTypeCode.Timestamp when ValueTypes.Milliseconds(value) is { } milliseconds:
                writer.WriteLong(milliseconds);
                break;
            case ColumnTypeCode.Blob when value is byte[] bytes:
                writer.WriteRaw(bytes);
                break;
            case ColumnTypeCode.Varint when value is BigInteger number:
                WriteBig(writer, number);
                break;
            case ColumnTypeCode.Decimal when value is CqlDecimal or decimal:
                var exact = value is CqlDecimal big ? big : CqlDecimal.From((decimal)value);
                writer.WriteInt(exact.Scale);
                WriteBig(writer, exact.Unscaled);
                break;
            case ColumnTypeCode.Inet when value is IPAddress address:
                // Cassandra keeps an IPv4 address in IPv6's clothes as the IPv4 address.
                writer.WriteRaw((address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address).GetAddressBytes());
                break;
            case ColumnTypeCode.Date when value is CqlDate or DateOnly:
                var day = value is CqlDate date ? date : CqlDate.From((DateOnly)value);
                writer.WriteInt(day.DaysFromEpoch ^ int.MinValue); // the epoch stands in the middle of 2^32 days
                break;
            case ColumnTypeCode.Time when value is CqlTime or TimeOnly:
                writer.WriteLong((value is CqlTime time ? time : CqlTime.From((TimeOnly)value)).Nanoseconds);
                break;
            case ColumnTypeCode.Duration when value is CqlDuration duration:
                VariableInteger.WriteSigned(writer, duration.Months);
                VariableInteger.WriteSigned(writer, duration.Days);
                VariableInteger.WriteSigned(writer, duration.Nanoseconds);
                break;
            case ColumnTypeCode.Map:
                WriteMap(writer, type, value);
                break;
            case ColumnTypeCode.List or ColumnTypeCode.Set when value is IEnumerable items and not (string or byte[] or IDictionary):
                WriteList(writer, type, items);
                break;
            case ColumnTypeCode.Tuple:
                WriteTuple(writer, type, value);
                break;
            case ColumnTypeCode.Udt when value is IDictionary fields:
                WriteFields(writer, type, fields);
                break;
            case ColumnTypeCode.Custom when type.Dimensions > 0 && value is IList items:
                WriteVector(writer, type, items);
                break;
            case ColumnTypeCode.Custom when type.Dimensions == 0 && value is byte[] bytes:
                writer.WriteRaw(bytes);
                break;
            default:
                throw Refused(type, value);
        }
    }

    static InvalidTypeException Refused(CqlType type, object value)
        => new($"A value of CLR type {value.GetType()} cannot be bound to a column of type {type}; {type.ClrType} can. Numbers are not widened.");

    static void WriteAscii(FrameWriter writer, string text)
    {
        if (!System.Text.Ascii.IsValid(text))
            throw new InvalidTypeException("A text with characters beyond US-ASCII cannot be bound to a column of type ascii. Use a text column.");
        writer.WriteText(text);
    }

    static void WriteBig(FrameWriter writer, BigInteger number)
    {
        Span<byte> small = stackalloc byte[64];
        if (number.TryWriteBytes(small, out var count, isUnsigned: false, isBigEndian: true))
            writer.WriteRaw(small[..count]);
        else
            writer.WriteRaw(number.ToByteArray(isUnsigned: false, isBigEndian: true));
    }

    static void WriteMap(FrameWriter writer, CqlType type, object value)
    {
        var (key, element) = (type.Arguments[0], type.Arguments[1]);
        if (key.Code is ColumnTypeCode.Varchar && element.Code is ColumnTypeCode.Float && value is IReadOnlyDictionary<string, float> scores)
        {
            // The workshop's predictions: no box for each number.
            writer.WriteInt(scores.Count);
            foreach (var (name, score) in scores)
            {
                Write(writer, key, name);
                writer.WriteInt(sizeof(float));
                writer.WriteInt(float.IsNaN(score) ? JavaNaN32 : BitConverter.SingleToInt32Bits(score));
            }

            return;
        }

        if (value is not IDictionary map)
            throw Refused(type, value);

        writer.WriteInt(map.Count);
        foreach (DictionaryEntry entry in map)
        {
            WriteElement(writer, key, entry.Key);
            WriteElement(writer, element, entry.Value);
        }
    }

    static void WriteList(FrameWriter writer, CqlType type, IEnumerable items)
    {
        var at = writer.Reserve(4);
        var count = 0;
        foreach (var item in items)
        {
            WriteElement(writer, type.Arguments[0], item);
            count++;
        }

        writer.PatchInt(at, count);
    }

    static void WriteElement(FrameWriter writer, CqlType type, object? item)
    {
        if (item is null or Unset)
        {
            throw new InvalidTypeException(
                $"A collection of {type} holds {(item is null ? "null" : "Unset")}; Cassandra stores neither in collections. Leave the element out.");
        }

        Write(writer, type, item);
    }

    static void WriteTuple(FrameWriter writer, CqlType type, object value)
    {
        object?[] components;
        if (value is System.Runtime.CompilerServices.ITuple tuple)
        {
            components = new object?[tuple.Length];
            for (var i = 0; i < components.Length; i++)
                components[i] = tuple[i];
        }
        else
        {
            components = value as object?[] ?? throw Refused(type, value);
        }

        if (components.Length > type.Arguments.Length)
            throw new InvalidTypeException($"A tuple of {components.Length} components cannot be bound to a column of type {type}.");
        for (var i = 0; i < components.Length; i++)
            Write(writer, type.Arguments[i], components[i]);
    }

    static void WriteFields(FrameWriter writer, CqlType type, IDictionary fields)
    {
        foreach (var name in fields.Keys)
        {
            if (!type.FieldNames.Contains(name as string))
                throw new InvalidTypeException($"The user-defined type {type} has no field of a bound name. Its fields: {string.Join(", ", type.FieldNames)}.");
        }

        for (var i = 0; i < type.FieldNames.Length; i++)
            Write(writer, type.Arguments[i], fields[type.FieldNames[i]]);
    }

    static void WriteVector(FrameWriter writer, CqlType type, IList items)
    {
        if (items.Count != type.Dimensions)
            throw new InvalidTypeException($"{items.Count} values cannot be bound to a column of type {type}.");

        foreach (var item in items)
        {
            if (item is null or Unset)
                throw new InvalidTypeException($"A vector of type {type} holds no null.");
            if (type.Arguments[0].FixedSize > 0)
            {
                WriteContent(writer, type.Arguments[0], item);
                continue;
            }

            // Its length stands before it in a number of bytes that depends on the length: so the value is written aside first.
            using var aside = FrameWriter.Rent();
            WriteContent(aside, type.Arguments[0], item);
            VariableInteger.WriteUnsigned(writer, (ulong)aside.Length);
            writer.WriteRaw(aside.Written);
        }
    }
}
