using System.Net;
using System.Security.Cryptography.X509Certificates;

namespace Spam.Tests.Cassandra.Double;

/// <summary>What a double is like.</summary>
sealed record FakeSettings
{
    public IPAddress Address { get; init; } = IPAddress.Loopback;

    /// <summary>0: any that is free.</summary>
    public int Port { get; init; }

    /// <summary>5.0.4 or 4.1.8: they differ in what a partition key may be.</summary>
    public string Release { get; init; } = "5.0.4";

    public string ClusterName { get; init; } = "double";

    public string DataCenter { get; init; } = "datacenter1";

    /// <summary>Names with their passwords; null: nobody is asked.</summary>
    public IReadOnlyDictionary<string, string>? Users { get; init; }

    /// <summary>Names of <see cref="Users"/> that may not log in.</summary>
    public IReadOnlySet<string> Locked { get; init; } = new HashSet<string>();

    /// <summary>Names of <see cref="Users"/> that may read the server's own tables only.</summary>
    public IReadOnlySet<string> WithoutGrants { get; init; } = new HashSet<string>();

    /// <summary>With it the host speaks TLS.</summary>
    public X509Certificate2? Certificate { get; init; }

    /// <summary>With it the host demands a client's certificate of this authority.</summary>
    public X509Certificate2? ClientAuthority { get; init; }

    /// <summary>Says that it is Astra, and refuses what Astra refuses.</summary>
    public bool IsAstra { get; init; }

    public AnswerOrder Order { get; init; }

    /// <summary>Of what is left to chance.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>A client that breaks the protocol fails the test when the double is disposed, unless this is set.</summary>
    public bool IsLenient { get; init; }

    public int MaxFrameSize { get; init; } = 16 << 20;

    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Statements carried out at the start.</summary>
    public IReadOnlyList<string> Schema { get; init; } = [];
}
