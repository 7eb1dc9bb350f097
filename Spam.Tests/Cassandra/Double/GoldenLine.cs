namespace Spam.Tests.Cassandra.Double;

/// <summary>A line of a recorded exchange: a step (<paramref name="Text"/>), a frame (<paramref name="Bytes"/>) or a close.</summary>
sealed record GoldenLine(string Kind, int Connection, bool IsFromClient, string Text, byte[] Bytes);
