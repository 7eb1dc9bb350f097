using Spam.Tests.Cassandra.Double.Wire;

namespace Spam.Tests.Cassandra.Double;

/// <summary>Cuts input into frames, and turns away what a server turns away before it reads a body: other versions, unknown opcodes, lengths beyond reason.</summary>
sealed class FrameGate(FakeCassandra server)
{
    const string Supported = "supported versions are (3/v3, 4/v4, 5/v5, 6/v6-beta)";

    bool _isStarted;
    byte[]? _poison;

    /// <summary>Nothing is ever answered again.</summary>
    public bool IsSilent { get; private set; }

    /// <summary>Takes the next frame, or what is to be skipped (<paramref name="consumed"/>) with its refusal. False: more bytes are needed.</summary>
    public bool Next(ReadOnlySpan<byte> input, out FrameHeader header, out int consumed, out byte[]? refusal)
    {
        (header, consumed, refusal) = (default, 0, null);
        if (IsSilent || input.Length < FrameHeader.Size)
        {
            consumed = IsSilent ? input.Length : 0;
            return consumed > 0;
        }

        header = FrameHeader.Read(input);
        if (_poison is null && Refuse(header, input.Length, out consumed, out refusal))
            return true;
        if (header.Length < 0 || header.Length > server.Settings.MaxFrameSize)
        {
            server.Counters.Bad($"a frame of {header.Length} bytes");
            IsSilent = true;
            consumed = input.Length;
            return true;
        }

        if (input.Length < FrameHeader.Size + header.Length)
            return false;
        consumed = FrameHeader.Size + header.Length;
        _isStarted |= header.Opcode == (byte)Opcode.Startup;
        refusal = _poison ?? Direction(header);
        return true;
    }

    bool Refuse(FrameHeader header, int available, out int consumed, out byte[]? refusal)
    {
        (consumed, refusal) = (0, null);
        var version = header.Version;
        if (version == 4)
            return false;
        if ((version & 0x80) != 0)
        {
            server.Counters.Bad($"a frame of version {version:x2} from a client");
            _poison = refusal = Error(5, 0, header.Stream, $"Wrong protocol direction (expected REQUEST, got RESPONSE) for opcode {header.Opcode} ({NameOf(header.Opcode)})");
        }
        else if (version is 3 or 5 or 6 && _isStarted)
        {
            server.Counters.Bad($"a frame of version {version} on a connection of version 4");
            refusal = Error(4, 0, header.Stream, $"Invalid message version. Got {version}/v{version} but previous messages on this connection had version 4/v4");
            consumed = Math.Min(available, FrameHeader.Size + Math.Max(header.Length, 0));
            return true;
        }
        else
        {
            server.Counters.VersionRefused();
            switch (version)
            {
                case 0 or 1 or 2:
                    IsSilent = true;
                    break;
                case 6 when (header.Flags & FrameHeader.Beta) == 0:
                    _poison = refusal = Error(6, FrameHeader.Beta, 0, "Beta version of the protocol used (6/v6-beta), but USE_BETA flag is unset");
                    break;
                case 3 or 5 or 6: // a real server speaks these; the double answers as one that does not
                    refusal = Error(4, 0, 0, $"Invalid or unsupported protocol version ({version}); supported versions are (4/v4)");
                    break;
                default:
                    refusal = Error(5, 0, 0, $"Invalid or unsupported protocol version ({version}); {Supported}");
                    break;
            }
        }

        consumed = available; // the rest of what was read goes with it
        return true;
    }

    byte[]? Direction(FrameHeader header)
    {
        if (header.Opcode == 4)
        {
            server.Counters.Bad("opcode 4");
            return Error(4, 0, header.Stream, "Unsupported message");
        }

        var opcode = (Opcode)header.Opcode;
        if (opcode is Opcode.Startup or Opcode.Options or Opcode.Query or Opcode.Prepare or Opcode.Execute or Opcode.Register or Opcode.Batch or Opcode.AuthResponse)
            return null;
        server.Counters.Bad($"opcode {header.Opcode} from a client");
        return _poison = Error(4, 0, header.Stream, Enum.IsDefined(opcode)
            ? $"Wrong protocol direction (expected RESPONSE, got REQUEST) for opcode {header.Opcode} ({NameOf(header.Opcode)})"
            : $"Unknown opcode {header.Opcode}");
    }

    static string NameOf(byte opcode) => (Opcode)opcode switch
    {
        Opcode.AuthChallenge => "AUTH_CHALLENGE",
        Opcode.AuthResponse => "AUTH_RESPONSE",
        Opcode.AuthSuccess => "AUTH_SUCCESS",
        var other => other.ToString().ToUpperInvariant(),
    };

    static byte[] Error(byte version, byte flags, short stream, string message)
        => FrameHeader.Frame((byte)(version | 0x80), flags, stream, Opcode.Error, new WireWriter().Int((int)ErrorCode.PROTOCOL_ERROR).String(message).Written);
}
