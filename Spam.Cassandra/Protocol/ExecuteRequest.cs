namespace Spam.Cassandra.Protocol;

/// <summary>Runs a prepared statement.</summary>
sealed class ExecuteRequest(byte[] id, QueryParameters parameters) : Request
{
    public override Opcode Opcode => Opcode.Execute;

    public byte[] Id => id;

    public QueryParameters Parameters => parameters;

    protected override void WriteBody(FrameWriter writer)
    {
        writer.WriteShortBytes(id);
        parameters.Write(writer);
    }
}
