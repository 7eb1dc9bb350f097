namespace Spam.Cassandra.Protocol;

/// <summary>A step of the client in SASL.</summary>
/// <param name="token">The bytes; null is allowed by the protocol.</param>
sealed class AuthResponseRequest(byte[]? token) : Request
{
    public override Opcode Opcode => Opcode.AuthResponse;

    public byte[]? Token => token;

    protected override void WriteBody(FrameWriter writer)
    {
        if (token is null)
            writer.WriteInt(-1);
        else
            writer.WriteBytes(token);
    }
}
