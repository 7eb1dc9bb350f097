#nullable disable

namespace Cassandra;

/// <summary>What a type consists of: the element of a list, the key and value of a map.</summary>
public interface IColumnInfo;
