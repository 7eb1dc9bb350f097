using System.Net;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Text;
using Cassandra;

namespace Spam.Cassandra.Protocol;

/// <summary>Reads cells of CQL types as CLR values.</summary>
/// <remarks>
/// Source: native_protocol_v4.spec, section 6. A cell of no bytes in a type that has no such value reads as null: servers give these back.<br/>
/// A cell that is broken throws <see cref="InvalidTypeException"/>; a CLR type that does not fit the column throws <see cref="InvalidCastException"/>.
/// </remarks>
static class ValueReader
{
    /// <summary>The cell as a <typeparamref name="T"/>, the common types without a box; <paramref name="found"/> is false where the cell reads as null.</summary>
    public static T? Read<T>(CqlType type, ReadOnlySpan<byte> cell, out bool found)
    {
        found = cell.Length > 0;
        if (found)
        {
            if (typeof(T) == typeof(int) && type.Code == ColumnTypeCode.Int)
                return As<int, T>(Fixed(type, cell, 4).ReadInt());
            if (typeof(T) == typeof(long) && type.Code is ColumnTypeCode.Bigint or ColumnTypeCode.Counter)
                return As<long, T>(Fixed(type, cell, 8).ReadLong());
            if (typeof(T) == typeof(float) && type.Code == ColumnTypeCode.Float)
                return As<float, T>(BitConverter.Int32BitsToSingle(Fixed(type, cell, 4).ReadInt()));
            if (typeof(T) == typeof(double) && type.Code == ColumnTypeCode.Double)
                return As<double, T>(BitConverter.Int64BitsToDouble(Fixed(type, cell, 8).ReadLong()));
            if (typeof(T) == typeof(bool) && type.Code == ColumnTypeCode.Boolean)
                return As<bool, T>(Fixed(type, cell, 1).ReadByte() != 0);
            if (typeof(T) == typeof(Guid) && type.Code is ColumnTypeCode.Uuid or ColumnTypeCode.Timeuuid)
                return As<Guid, T>(Fixed(type, cell, 16).ReadUuid());
            if (typeof(T) == typeof(TimeUuid) && type.Code == ColumnTypeCode.Timeuuid)
                return As<TimeUuid, T>(Fixed(type, cell, 16).ReadUuid());
        }

        var value = Read(type, cell, typeof(T));
        found = value is not null;
        return (T?)value;
    }

    /// <summary>The cell as a value of <paramref name="target"/>, or of the column's own CLR type where that is null or object.</summary>
    public static object? Read(CqlType type, ReadOnlySpan<byte> cell, Type? target)
    {
        target = target is null || target == typeof(object) ? null : Nullable.GetUnderlyingType(target) ?? target;
        switch (type.Code)
        {
            case ColumnTypeCode.Ascii or ColumnTypeCode.Text or ColumnTypeCode.Varchar:
                Expect<string>(type, target);
                return Encoding.UTF8.GetString(cell);
            case ColumnTypeCode.Blob:
            case ColumnTypeCode.Custom when type.Dimensions == 0:
                Expect<byte[]>(type, target);
                return cell.ToArray();
        }

        if (cell.Length == 0)
            return null;

        return type.Code switch
        {
            ColumnTypeCode.Int => Expect<int>(type, target, Fixed(type, cell, 4).ReadInt()),
            ColumnTypeCode.Bigint or ColumnTypeCode.Counter => Expect<long>(type, target, Fixed(type, cell, 8).ReadLong()),
            ColumnTypeCode.SmallInt => Expect<short>(type, target, (short)Fixed(type, cell, 2).ReadShort()),
            ColumnTypeCode.TinyInt => Expect<sbyte>(type, target, (sbyte)Fixed(type, cell, 1).ReadByte()),
            ColumnTypeCode.Boolean => Expect<bool>(type, target, Fixed(type, cell, 1).ReadByte() != 0),
            ColumnTypeCode.Float => Expect<float>(type, target, BitConverter.Int32BitsToSingle(Fixed(type, cell, 4).ReadInt())),
            ColumnTypeCode.Double => Expect<double>(type, target, BitConverter.Int64BitsToDouble(Fixed(type, cell, 8).ReadLong())),
            ColumnTypeCode.Uuid => Expect<Guid>(type, target, Fixed(type, cell, 16).ReadUuid()),
            ColumnTypeCode.Timeuuid when target == typeof(TimeUuid) => (TimeUuid)Fixed(type, cell, 16).ReadUuid(),
            ColumnTypeCode.Timeuuid => Expect<Guid>(type, target, Fixed(type, cell, 16).ReadUuid()),
            ColumnTypeCode.Timestamp => ReadTimestamp(type, Fixed(type, cell, 8).ReadLong(), target),
            ColumnTypeCode.Varint => Expect<BigInteger>(type, target, new BigInteger(cell, isUnsigned: false, isBigEndian: true)),
            ColumnTypeCode.Decimal => ReadDecimal(type, cell, target),
            ColumnTypeCode.Inet => cell.Length is 4 or 16 ? Expect<IPAddress>(type, target, new IPAddress(cell)) : throw Broken(type, cell.Length, "4 or 16"),
            ColumnTypeCode.Date when target == typeof(DateOnly) => new CqlDate(Fixed(type, cell, 4).ReadInt() ^ int.MinValue).ToDateOnly(),
            ColumnTypeCode.Date => Expect<CqlDate>(type, target, new CqlDate(Fixed(type, cell, 4).ReadInt() ^ int.MinValue)),
            ColumnTypeCode.Time when target == typeof(TimeOnly) => new CqlTime(Fixed(type, cell, 8).ReadLong()).ToTimeOnly(),
            ColumnTypeCode.Time => Expect<CqlTime>(type, target, new CqlTime(Fixed(type, cell, 8).ReadLong())),
            ColumnTypeCode.Duration => Expect<CqlDuration>(type, target, ReadDuration(type, cell)),
            _ => CollectionReader.Read(type, cell, target),
        };
    }

    /// <summary>What a reader of a cell throws for a CLR type that the column does not give.</summary>
    public static InvalidCastException Mismatch(CqlType type, Type target)
        => new($"A column of type {type} cannot be read as {target}; it reads as {type.ClrType}. Numbers are not widened.");

    /// <summary>What a reader throws for a cell of a wrong size.</summary>
    public static InvalidTypeException Broken(CqlType type, int length, string expected) => new($"A cell of type {type} has {length} bytes; expected {expected}.");

    static TTo As<TFrom, TTo>(TFrom value) => Unsafe.As<TFrom, TTo>(ref value); // called only where both are one type

    static FrameReader Fixed(CqlType type, ReadOnlySpan<byte> cell, int size)
        => cell.Length == size ? new(cell) : throw Broken(type, cell.Length, $"{size}");

    static void Expect<T>(CqlType type, Type? target)
    {
        if (target is not null && !target.IsAssignableFrom(typeof(T)))
            throw Mismatch(type, target);
    }

    static object Expect<T>(CqlType type, Type? target, T value)
    {
        Expect<T>(type, target);
        return value!; // callers read values, never null
    }

    static object ReadTimestamp(CqlType type, long milliseconds, Type? target)
    {
        if (target == typeof(CqlTimestamp))
            return new CqlTimestamp(milliseconds);

        try
        {
            var moment = DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);
            return target == typeof(DateTime) ? moment.UtcDateTime : Expect<DateTimeOffset>(type, target, moment);
        }
        catch (ArgumentOutOfRangeException)
        {
            throw new OverflowException($"A timestamp of {milliseconds} ms lies outside the years 1 to 9999 of DateTimeOffset. Read it as CqlTimestamp.");
        }
    }

    static object ReadDecimal(CqlType type, ReadOnlySpan<byte> cell, Type? target)
    {
        if (cell.Length < 5)
            throw Broken(type, cell.Length, "at least 5");

        var value = new CqlDecimal(new(cell[4..], isUnsigned: false, isBigEndian: true), new FrameReader(cell).ReadInt());
        return target == typeof(CqlDecimal) ? value : Expect<decimal>(type, target, value.ToDecimal());
    }

    static CqlDuration ReadDuration(CqlType type, ReadOnlySpan<byte> cell)
    {
        try
        {
            var reader = new FrameReader(cell);
            var (months, days) = (VariableInteger.ReadSigned(ref reader), VariableInteger.ReadSigned(ref reader));
            return new(checked((int)months), checked((int)days), VariableInteger.ReadSigned(ref reader));
        }
        catch (Exception error) when (error is ProtocolException or OverflowException)
        {
            throw Broken(type, cell.Length, "three variable integers, of which the first two fit in 32 bits");
        }
    }
}
