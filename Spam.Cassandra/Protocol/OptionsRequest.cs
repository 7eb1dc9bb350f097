namespace Spam.Cassandra.Protocol;

/// <summary>Asks what the server supports; also the heartbeat, because it costs the server nothing.</summary>
sealed class OptionsRequest : Request
{
    public static OptionsRequest Instance { get; } = new();

    public override Opcode Opcode => Opcode.Options;

    protected override void WriteBody(FrameWriter writer)
    {
    }
}
