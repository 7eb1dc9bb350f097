namespace Spam.Tests.Cassandra.Double.Cql;

/// <summary>A statement of CQL, of the forms that the product and its drivers use.</summary>
abstract record Statement;
