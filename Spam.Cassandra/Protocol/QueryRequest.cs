namespace Spam.Cassandra.Protocol;

/// <summary>Runs a statement given as text.</summary>
sealed class QueryRequest(string query, QueryParameters parameters) : Request
{
    public override Opcode Opcode => Opcode.Query;

    public string Query => query;

    public QueryParameters Parameters => parameters;

    protected override void WriteBody(FrameWriter writer)
    {
        writer.WriteLongString(query);
        parameters.Write(writer);
    }
}
