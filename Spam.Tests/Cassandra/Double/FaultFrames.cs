using System.Buffers.Binary;
using Spam.Tests.Cassandra.Double.Wire;

namespace Spam.Tests.Cassandra.Double;

/// <summary>What faults put on the wire.</summary>
static class FaultFrames
{
    /// <summary>The ERROR of a fault that is one, or null.</summary>
    public static ServerError? Error(Fault fault, FakeRequest request, byte[] body)
    {
        var consistency = fault.Consistency ?? request.Options?.Consistency ?? Consistency.ONE;
        return fault.Kind switch
        {
            FaultKind.Unprepared => ServerError.Unprepared(IdOf(request, body)),
            FaultKind.Overloaded => new(ErrorCode.OVERLOADED, "Request is beyond capacity of the server"),
            FaultKind.Bootstrapping => new(ErrorCode.IS_BOOTSTRAPPING, "Cannot read from a bootstrapping node"),
            FaultKind.ReadTimeout => ServerError.ReadTimeout(consistency, fault.Received, fault.Required, fault.HasData),
            FaultKind.WriteTimeout => ServerError.WriteTimeout(consistency, fault.Received, fault.Required, fault.WriteType),
            FaultKind.ReadFailure => ServerError.ReadFailure(consistency, fault.Received, fault.Required, 1, fault.HasData),
            FaultKind.WriteFailure => ServerError.WriteFailure(consistency, fault.Received, fault.Required, 1, fault.WriteType),
            FaultKind.Unavailable => ServerError.Unavailable(consistency, fault.Required, fault.Received),
            FaultKind.TruncateError => new(ErrorCode.TRUNCATE_ERROR, "Error during truncate: Cannot achieve consistency level ALL"),
            FaultKind.ServerError => new(ErrorCode.SERVER_ERROR, "java.lang.RuntimeException: a fault that was switched on"),
            FaultKind.Unauthorized => new(ErrorCode.UNAUTHORIZED, "User nobody has no SELECT permission on <table spam.spam_cache_items> or any of its parents"),
            _ => null,
        };
    }

    /// <summary>An answer with something wrong about it.</summary>
    public static byte[] Spoil(FaultKind kind, byte[] answer)
    {
        var spoilt = answer.ToArray();
        switch (kind)
        {
            case FaultKind.Garbage:
                new Random(answer.Length).NextBytes(spoilt);
                break;
            case FaultKind.WrongStream:
                BinaryPrimitives.WriteInt16BigEndian(spoilt.AsSpan(2), (short)(BinaryPrimitives.ReadInt16BigEndian(answer.AsSpan(2)) ^ 0x4000));
                break;
            case FaultKind.UnknownOpcode:
                spoilt[4] = 0x7F;
                break;
            case FaultKind.HugeLength:
                BinaryPrimitives.WriteInt32BigEndian(spoilt.AsSpan(5), int.MaxValue);
                break;
            case FaultKind.NegativeLength:
                BinaryPrimitives.WriteInt32BigEndian(spoilt.AsSpan(5), -1);
                break;
            case FaultKind.WrongVersion:
                spoilt[0] = 0x85;
                break;
        }

        return spoilt;
    }

    static byte[] IdOf(FakeRequest request, byte[] body)
    {
        if (request.Opcode != Opcode.Execute)
            return new byte[16];
        var reader = new WireReader(body);
        return reader.ShortBytes();
    }
}
