namespace Spam.Tests.Cassandra.Double.Storage;

/// <summary>A page of rows.</summary>
sealed record RowsResult(Table Table, ColumnSpec[] Columns, List<byte[]?[]> Rows, byte[]? PagingState = null) : Result;
