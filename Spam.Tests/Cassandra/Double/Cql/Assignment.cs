namespace Spam.Tests.Cassandra.Double.Cql;

/// <summary><c>column = value</c>; with <c>+</c> or <c>-</c>: <c>column = column + value</c>.</summary>
sealed record Assignment(string Column, char Operator, Term Value);
