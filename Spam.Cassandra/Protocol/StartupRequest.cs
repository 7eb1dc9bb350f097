namespace Spam.Cassandra.Protocol;

/// <summary>The first frame of a connection: what is spoken, and who speaks.</summary>
sealed class StartupRequest(IReadOnlyDictionary<string, string> options) : Request
{
    public override Opcode Opcode => Opcode.Startup;

    public IReadOnlyDictionary<string, string> Options => options;

    protected override void WriteBody(FrameWriter writer) => writer.WriteStringMap(options);
}
