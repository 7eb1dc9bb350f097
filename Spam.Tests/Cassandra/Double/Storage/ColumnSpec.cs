using Spam.Tests.Cassandra.Double.Wire;

namespace Spam.Tests.Cassandra.Double.Storage;

/// <summary>A column of a result, or a marker of a statement, as metadata name it.</summary>
sealed record ColumnSpec(string Name, CqlType Type);
