using Spam.Tests.Cassandra.Double.Storage;

namespace Spam.Tests.Cassandra.Double;

/// <summary>Several doubles on addresses of this machine (127.0.0.1, 127.0.0.2, …) with one port and one storage, that tell of each other.</summary>
sealed class FakeCluster : IAsyncDisposable
{
    readonly Lock _lock = new();
    readonly List<FakeCassandra> _hosts = [];
    readonly FakeSettings _settings;
    readonly FakeStorage _storage;
    int _lastNumber;

    FakeCluster(FakeSettings settings) => (_settings, _storage) = (settings, new(settings.Clock));

    /// <summary>The hosts, those that are down among them.</summary>
    public IReadOnlyList<FakeCassandra> Hosts
    {
        get
        {
            lock (_lock)
                return [.. _hosts];
        }
    }

    public FakeCassandra this[int index] => Hosts[index];

    public static FakeCluster Start(int hosts, FakeSettings? settings = null)
    {
        var cluster = new FakeCluster(settings ?? new());
        for (var i = 0; i < hosts; i++)
            cluster.Add();
        return cluster;
    }

    /// <summary>A host joins.</summary>
    public FakeCassandra Add()
    {
        var number = ++_lastNumber;
        var settings = _settings with
        {
            Address = new([127, 0, 0, (byte)number]),
            Port = number == 1 ? _settings.Port : Hosts[0].Port,
            Seed = _settings.Seed + number - 1, // else chance would have all hosts fail at once
            Schema = number == 1 ? _settings.Schema : [],
        };
        var host = FakeCassandra.Start(settings, _storage, PeersOf, number);
        lock (_lock)
            _hosts.Add(host);
        Tell(host, "TOPOLOGY_CHANGE", "NEW_NODE");
        Tell(host, "STATUS_CHANGE", "UP");
        return host;
    }

    /// <summary>A host leaves for good.</summary>
    public async Task RemoveAsync(FakeCassandra host)
    {
        lock (_lock)
            _hosts.Remove(host);
        Tell(host, "TOPOLOGY_CHANGE", "REMOVED_NODE");
        await host.DisposeAsync();
    }

    /// <summary>A host dies (SIGKILL); the others see it.</summary>
    public void Kill(FakeCassandra host)
    {
        host.Host.IsUp = false;
        host.Kill();
        Tell(host, "STATUS_CHANGE", "DOWN");
    }

    /// <summary>A host is stopped (SIGSTOP); the others see it after a while, which is now.</summary>
    public void Suspend(FakeCassandra host)
    {
        host.Host.IsUp = false;
        host.Suspend();
        Tell(host, "STATUS_CHANGE", "DOWN");
    }

    /// <summary>A host goes on, or starts again.</summary>
    public void Revive(FakeCassandra host, bool startsAgain)
    {
        if (startsAgain)
            host.StartAgain();
        else
            host.Resume();
        host.Host.IsUp = true;
        Tell(host, "STATUS_CHANGE", "UP");
    }

    public async ValueTask DisposeAsync() => await Task.WhenAll(Hosts.Select(host => host.DisposeAsync().AsTask()));

    void Tell(FakeCassandra of, string type, string change)
    {
        foreach (var host in Hosts.Where(host => host != of && host.Host.IsUp))
            host.PushHost(type, change, of.EndPoint);
    }

    IEnumerable<FakeHost> PeersOf(FakeCassandra host) => Hosts.Where(other => other != host).Select(other => other.Host);
}
