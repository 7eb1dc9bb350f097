namespace Spam.Cassandra.Protocol;

/// <summary>Asks for events on this connection.</summary>
sealed class RegisterRequest(IReadOnlyCollection<string> events) : Request
{
    public override Opcode Opcode => Opcode.Register;

    public IReadOnlyCollection<string> Events => events;

    protected override void WriteBody(FrameWriter writer) => writer.WriteStringList(events);
}
