using System.Collections.Concurrent;
using System.Globalization;
using Cassandra;

namespace Spam.Cassandra.Transport;

/// <summary>Which nodes hold which partitions: the tokens of all nodes in order, and how each keyspace spreads its replicas from there.</summary>
sealed class TokenRing
{
    readonly long[] _tokens;
    readonly Host[] _owners;
    readonly IReadOnlyDictionary<string, IDictionary<string, string>> _replication;
    readonly ConcurrentDictionary<(string Keyspace, int Place), Host[]> _replicas = new();

    /// <param name="hosts">The nodes with their tokens.</param>
    /// <param name="replication">The replication of each keyspace, as <c>system_schema.keyspaces</c> says it.</param>
    public TokenRing(IEnumerable<Host> hosts, IReadOnlyDictionary<string, IDictionary<string, string>> replication)
    {
        var places = hosts.SelectMany(host => host.Tokens.Select(token => (Token: token, Host: host))).OrderBy(place => place.Token).ToArray();
        _tokens = [.. places.Select(place => place.Token)];
        _owners = [.. places.Select(place => place.Host)];
        _replication = replication;
    }

    /// <summary>Nothing is known.</summary>
    public static TokenRing Empty { get; } = new([], new Dictionary<string, IDictionary<string, string>>());

    /// <summary>The nodes that hold a token; none where the ring or the keyspace is unknown.</summary>
    public Host[] Replicas(string? keyspace, long token)
    {
        if (_tokens.Length == 0 || keyspace is null)
            return [];

        var place = Array.BinarySearch(_tokens, token);
        place = (place < 0 ? ~place : place) % _tokens.Length; // beyond the last token the ring begins again
        return _replicas.TryGetValue((keyspace, place), out var known) ? known : _replicas.GetOrAdd((keyspace, place), Find(keyspace, place));
    }

    Host[] Find(string keyspace, int place)
    {
        if (!_replication.TryGetValue(keyspace, out var options) || !options.TryGetValue("class", out var strategy))
            return [];

        return strategy[(strategy.LastIndexOf('.') + 1)..] switch
        {
            "SimpleStrategy" => [.. From(place).Distinct().Take(Factor(options, "replication_factor"))],
            "NetworkTopologyStrategy" => FindByDatacenter(place, options),
            _ => [],
        };
    }

    // In each datacenter: racks that have no replica yet come first; nodes of other racks fill what is left, in the order of the ring.
    Host[] FindByDatacenter(int place, IDictionary<string, string> options)
    {
        var replicas = new List<Host>();
        foreach (var datacenter in From(place).Select(host => host.Datacenter).Distinct())
        {
            var wanted = Factor(options, datacenter);
            var nodes = From(place).Where(host => host.Datacenter == datacenter).Distinct().ToList();
            var racks = new HashSet<string?>();
            var first = nodes.Where(host => racks.Add(host.Rack)).Take(wanted).ToList();
            replicas.AddRange(first.Concat(nodes.Except(first).Take(wanted - first.Count)));
        }

        return [.. replicas];
    }

    IEnumerable<Host> From(int place)
    {
        for (var i = 0; i < _owners.Length; i++)
            yield return _owners[(place + i) % _owners.Length];
    }

    // "3", or "3/1" with transient replicas.
    static int Factor(IDictionary<string, string> options, string? name)
        => name is not null && options.TryGetValue(name, out var text)
            && int.TryParse(text.Split('/')[0], NumberStyles.None, CultureInfo.InvariantCulture, out var factor) ? factor : 0;
}
