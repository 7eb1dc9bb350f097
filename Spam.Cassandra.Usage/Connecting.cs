using System.Net;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Cassandra;

namespace Spam.CassandraUsage;

static class Connecting
{
    public static async Task<ISession> SimplyAsync()
    {
        var cluster = Cluster.Builder()
            .AddContactPoint("node1")
            .AddContactPoints("node2", "node3")
            .WithPort(9042)
            .WithCredentials("user", "password")
            .WithDefaultKeyspace("shop")
            .Build();
        return await cluster.ConnectAsync();
    }

    public static Cluster WithEverything(X509Certificate2 certificate)
        => Cluster.Builder()
            .AddContactPoint(IPAddress.Loopback)
            .AddContactPoint(new IPEndPoint(IPAddress.Loopback, 9042))
            .AddContactPoints(new List<string> { "node" })
            .AddContactPoints(IPAddress.Loopback, IPAddress.IPv6Loopback)
            .AddContactPoints(new List<IPAddress> { IPAddress.Loopback })
            .AddContactPoints(new IPEndPoint(IPAddress.Loopback, 1), new IPEndPoint(IPAddress.Loopback, 2))
            .AddContactPoints(new List<IPEndPoint> { new(IPAddress.Loopback, 3) })
            .WithAuthProvider(new PlainTextAuthProvider("user", "password"))
            .WithSSL()
            .WithSSL(new SSLOptions(SslProtocols.Tls12 | SslProtocols.Tls13, false, (_, _, _, errors) => errors == 0)
                .SetCertificateCollection([certificate])
                .SetHostNameResolver(address => address.ToString())
                .SetCertificateRevocationCheck(true)
                .SetRemoteCertValidationCallback(null))
            .WithQueryOptions(new QueryOptions()
                .SetConsistencyLevel(ConsistencyLevel.LocalQuorum)
                .SetSerialConsistencyLevel(ConsistencyLevel.LocalSerial)
                .SetPageSize(1000)
                .SetRetryOnTimeout(QueryOptions.DefaultRetryOnTimeout)
                .SetDefaultIdempotence(false)
                .SetPrepareOnAllHosts(true)
                .SetReprepareOnUp(true))
            .WithSocketOptions(new SocketOptions()
                .SetConnectTimeoutMillis(SocketOptions.DefaultConnectTimeoutMillis)
                .SetReadTimeoutMillis(SocketOptions.DefaultReadTimeoutMillis)
                .SetTcpNoDelay(true)
                .SetKeepAlive(true))
            .WithPoolingOptions(PoolingOptions.Create()
                .SetCoreConnectionsPerHost(HostDistance.Local, 1)
                .SetMaxConnectionsPerHost(HostDistance.Local, 2)
                .SetMaxRequestsPerConnection(PoolingOptions.DefaultMaxRequestsPerConnection)
                .SetHeartBeatInterval(PoolingOptions.DefaultHeartBeatInterval)
                .SetWarmup(true))
            .WithLoadBalancingPolicy(new TokenAwarePolicy(new DCAwareRoundRobinPolicy("dc1")))
            .WithReconnectionPolicy(new ExponentialReconnectionPolicy(1000, 60_000))
            .WithRetryPolicy(new IdempotenceAwareRetryPolicy(new DefaultRetryPolicy()))
            .WithQueryTimeout(20_000)
            .WithMaxProtocolVersion(ProtocolVersion.V4)
            .WithMaxProtocolVersion(4)
            .WithMaxSchemaAgreementWaitSeconds(10)
            .WithApplicationName("spam")
            .WithApplicationVersion("1.0")
            .WithSessionName("main")
            .WithCompression(CompressionType.NoCompression)
            .WithUnresolvedContactPoints(true)
            .Build();

    public static Cluster ToAstra(string bundle, string token)
        => Cluster.Builder().WithCloudSecureConnectionBundle(bundle).WithCredentials("token", token).Build();

    public static Builder WithOtherPolicies(ISpeculativeExecutionPolicy speculation)
        => Cluster.Builder()
            .WithLoadBalancingPolicy(new RoundRobinPolicy())
            .WithLoadBalancingPolicy(new DefaultLoadBalancingPolicy("dc1"))
            .WithLoadBalancingPolicy(new DCAwareRoundRobinPolicy())
            .WithReconnectionPolicy(new ConstantReconnectionPolicy(500))
            .WithReconnectionPolicy(new FixedReconnectionPolicy(100, 500, 1000))
            .WithSpeculativeExecutionPolicy(speculation);

    public static void ReadSettings(QueryOptions query, SocketOptions socket, PoolingOptions pooling, SSLOptions tls)
    {
        ConsistencyLevel[] levels = [query.GetConsistencyLevel(), query.GetSerialConsistencyLevel(), QueryOptions.DefaultConsistencyLevel, QueryOptions.DefaultSerialConsistencyLevel];
        int[] numbers =
        [
            query.GetPageSize(), QueryOptions.DefaultPageSize, socket.ConnectTimeoutMillis, socket.ReadTimeoutMillis, pooling.GetCoreConnectionsPerHost(HostDistance.Local),
            pooling.GetMaxConnectionPerHost(HostDistance.Remote), pooling.GetMaxRequestsPerConnection(), pooling.GetHeartBeatInterval() ?? 0,
        ];
        bool[] flags = [query.RetryOnTimeout, query.GetDefaultIdempotence(), query.IsPrepareOnAllHosts(), query.IsReprepareOnUp(), pooling.GetWarmup(), tls.CheckCertificateRevocation];
        object[] others = [tls.SslProtocol, tls.RemoteCertValidationCallback, tls.CertificateCollection, tls.HostNameResolver, new SSLOptions()];
        Console.WriteLine($"{levels.Length} {numbers.Length} {flags.Length} {others.Length}");
    }

    public static void UseCluster(Cluster cluster)
    {
        cluster.HostAdded += host => Console.WriteLine(host.Address);
        cluster.HostRemoved += host => Console.WriteLine(host.HostId);
        foreach (var host in cluster.AllHosts())
            Console.WriteLine($"{host.IsUp} {host.Datacenter} {host.Rack} {host.CassandraVersion} {cluster.GetHost(host.Address)}");
        ISession[] sessions = [cluster.Connect(), cluster.Connect("shop"), cluster.ConnectAndCreateDefaultKeyspaceIfNotExists()];
        Metadata metadata = cluster.Metadata;
        Configuration configuration = cluster.Configuration;
        Console.WriteLine($"{sessions.Length} {configuration} {metadata.ClusterName} {metadata.IsDbaas} {metadata.AllHosts().Count} {metadata.GetHost(new IPEndPoint(0, 1))}");
        cluster.Shutdown();
        cluster.Dispose();
        using var other = Cluster.BuildFrom(Cluster.Builder());
    }

    public static async Task UseClusterAsync(ICluster cluster)
    {
        var session = await cluster.ConnectAsync("shop");
        var agrees = await cluster.Metadata.CheckSchemaAgreementAsync();
        Console.WriteLine($"{session.SessionName} {session.Keyspace} {session.BinaryProtocolVersion} {session.IsDisposed} {session.Cluster} {agrees}");
        await session.ShutdownAsync();
        await cluster.ShutdownAsync(5000);
    }
}
