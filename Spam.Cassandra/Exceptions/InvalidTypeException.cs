#nullable disable

namespace Cassandra;

/// <summary>A value is not of a type that the column takes.</summary>
public class InvalidTypeException : DriverException
{
    /// <summary>An exception with a message.</summary>
    public InvalidTypeException(string msg) : base(msg)
    {
    }

    /// <summary>An exception with a message and its cause.</summary>
    public InvalidTypeException(string msg, Exception cause) : base(msg, cause)
    {
    }
}
