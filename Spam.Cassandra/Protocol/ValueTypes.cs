using System.Collections;
using System.Net;
using System.Numerics;
using Cassandra;

namespace Spam.Cassandra.Protocol;

/// <summary>Which CQL type a CLR value stands for where the server has not said it.</summary>
static class ValueTypes
{
    /// <summary>The CQL type of a value bound to a statement that was not prepared.</summary>
    public static CqlType Guess(object value)
        => Guess(value.GetType())
            ?? throw new InvalidTypeException($"No CQL type is known for values of CLR type {value.GetType()}. Prepare the statement, or bind another type.");

    /// <summary>
    /// Milliseconds since 1970, of the types that stand for a moment; null for others. Parts of a millisecond are cut off, as servers and drivers do.
    /// </summary>
    public static long? Milliseconds(object value) => value switch
    {
        DateTimeOffset moment => Milliseconds(moment.UtcTicks),
        // A time of no kind counts as UTC, as in the driver.
        DateTime moment => Milliseconds((moment.Kind == DateTimeKind.Local ? moment.ToUniversalTime() : moment).Ticks),
        CqlTimestamp moment => moment.Milliseconds,
        _ => null,
    };

    /// <summary>Towards zero, as the recorded driver cut <c>1969-12-31T23:59:59.999999</c> to the epoch itself.</summary>
    static long Milliseconds(long ticks) => (ticks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerMillisecond;

    static CqlType? Guess(Type type)
    {
        if (Scalar(type) is { } code)
            return CqlType.Simple(code);
        if (type.IsAssignableTo(typeof(IDictionary)) && Arguments(type, typeof(IDictionary<,>)) is [var key, var element])
            return Guess(key) is { } keyType && Guess(element) is { } elementType ? new(ColumnTypeCode.Map, keyType, elementType) : null;
        if (type.IsAssignableTo(typeof(System.Runtime.CompilerServices.ITuple)))
        {
            var components = type.GetGenericArguments().Select(Guess).ToArray();
            return components.Contains(null) ? null : new(ColumnTypeCode.Tuple, components!); // no null is left
        }

        return Arguments(type, typeof(IEnumerable<>)) is [var item] && Guess(item) is { } itemType ? new(ColumnTypeCode.List, itemType) : null;
    }

    static Type[]? Arguments(Type type, Type definition)
    {
        return (Is(type) ? type : Array.Find(type.GetInterfaces(), Is))?.GetGenericArguments();

        bool Is(Type one) => one.IsGenericType && one.GetGenericTypeDefinition() == definition;
    }

    static ColumnTypeCode? Scalar(Type type)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        return Type.GetTypeCode(type) switch
        {
            TypeCode.String => ColumnTypeCode.Varchar,
            TypeCode.Int32 => ColumnTypeCode.Int,
            TypeCode.Int64 => ColumnTypeCode.Bigint,
            TypeCode.Int16 => ColumnTypeCode.SmallInt,
            TypeCode.SByte => ColumnTypeCode.TinyInt,
            TypeCode.Boolean => ColumnTypeCode.Boolean,
            TypeCode.Single => ColumnTypeCode.Float,
            TypeCode.Double => ColumnTypeCode.Double,
            TypeCode.Decimal => ColumnTypeCode.Decimal,
            TypeCode.DateTime => ColumnTypeCode.Timestamp,
            _ when type == typeof(byte[]) => ColumnTypeCode.Blob,
            _ when type == typeof(Guid) => ColumnTypeCode.Uuid,
            _ when type == typeof(TimeUuid) => ColumnTypeCode.Timeuuid,
            _ when type == typeof(DateTimeOffset) || type == typeof(CqlTimestamp) => ColumnTypeCode.Timestamp,
            _ when type == typeof(BigInteger) => ColumnTypeCode.Varint,
            _ when type == typeof(CqlDecimal) => ColumnTypeCode.Decimal,
            _ when type.IsAssignableTo(typeof(IPAddress)) => ColumnTypeCode.Inet,
            _ when type == typeof(CqlDate) || type == typeof(DateOnly) => ColumnTypeCode.Date,
            _ when type == typeof(CqlTime) || type == typeof(TimeOnly) => ColumnTypeCode.Time,
            _ when type == typeof(CqlDuration) => ColumnTypeCode.Duration,
            _ => null,
        };
    }
}
