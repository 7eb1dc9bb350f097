#nullable disable

namespace Cassandra;

/// <summary>Types of columns. Up to <see cref="Tuple"/> the numbers are those of the wire.</summary>
public enum ColumnTypeCode
{
    /// <summary>A type named by its Java class.</summary>
    Custom = 0x00,
    /// <summary>US-ASCII text.</summary>
    Ascii = 0x01,
    /// <summary>A whole number of 8 bytes.</summary>
    Bigint = 0x02,
    /// <summary>Bytes.</summary>
    Blob = 0x03,
    /// <summary>True or false.</summary>
    Boolean = 0x04,
    /// <summary>A distributed counter of 8 bytes.</summary>
    Counter = 0x05,
    /// <summary>A decimal number of any size.</summary>
    Decimal = 0x06,
    /// <summary>A binary floating-point number of 8 bytes.</summary>
    Double = 0x07,
    /// <summary>A binary floating-point number of 4 bytes.</summary>
    Float = 0x08,
    /// <summary>A whole number of 4 bytes.</summary>
    Int = 0x09,
    /// <summary>UTF-8 text.</summary>
    Text = 0x0A,
    /// <summary>Milliseconds since 1970.</summary>
    Timestamp = 0x0B,
    /// <summary>A UUID of any version.</summary>
    Uuid = 0x0C,
    /// <summary>UTF-8 text, as servers name it.</summary>
    Varchar = 0x0D,
    /// <summary>A whole number of any size.</summary>
    Varint = 0x0E,
    /// <summary>A UUID of version 1, which carries a time.</summary>
    Timeuuid = 0x0F,
    /// <summary>An IP address.</summary>
    Inet = 0x10,
    /// <summary>A day.</summary>
    Date = 0x11,
    /// <summary>Nanoseconds since midnight.</summary>
    Time = 0x12,
    /// <summary>A whole number of 2 bytes.</summary>
    SmallInt = 0x13,
    /// <summary>A whole number of 1 byte.</summary>
    TinyInt = 0x14,
    /// <summary>Months, days and nanoseconds.</summary>
    Duration = 0x15,
    /// <summary>Values in an order.</summary>
    List = 0x20,
    /// <summary>Values by key.</summary>
    Map = 0x21,
    /// <summary>Different values.</summary>
    Set = 0x22,
    /// <summary>A user-defined type: values by field name.</summary>
    Udt = 0x30,
    /// <summary>A fixed number of values, each of its own type.</summary>
    Tuple = 0x31,
}
