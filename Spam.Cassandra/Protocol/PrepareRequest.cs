namespace Spam.Cassandra.Protocol;

/// <summary>Has a statement prepared.</summary>
sealed class PrepareRequest(string query) : Request
{
    public override Opcode Opcode => Opcode.Prepare;

    public string Query => query;

    protected override void WriteBody(FrameWriter writer) => writer.WriteLongString(query);
}
