namespace Spam.Tests.Cassandra.Double.Wire;

/// <summary>Consistency levels, by the protocol's names and numbers.</summary>
enum Consistency : ushort
{
    ANY,
    ONE,
    TWO,
    THREE,
    QUORUM,
    ALL,
    LOCAL_QUORUM,
    EACH_QUORUM,
    SERIAL,
    LOCAL_SERIAL,
    LOCAL_ONE,
}
