using System.IO.Compression;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;

namespace Spam.Tests.Cassandra.Double;

/// <summary>
/// Stands before doubles as Astra stands before its hosts: a metadata service, a proxy that finds the host by the name in the TLS handshake, client certificates on both,
/// and the secure-connect bundle that leads there.
/// </summary>
sealed class FakeAstra : IAsyncDisposable
{
    readonly Lock _lock = new();
    readonly FakeCertificates _certificates = new("Astra double authority");
    readonly X509Certificate2 _server;
    readonly TcpListener _metadata = new(IPAddress.Loopback, 0);
    readonly TcpListener _proxy = new(IPAddress.Loopback, 0);
    readonly List<string> _names = [];
    readonly List<TcpClient> _clients = [];

    FakeAstra(FakeCluster cluster)
    {
        Cluster = cluster;
        _server = _certificates.Server();
        _metadata.Start();
        _proxy.Start();
        _ = AcceptAsync(_metadata, TellAsync);
        _ = AcceptAsync(_proxy, ForwardAsync);
    }

    public FakeCluster Cluster { get; }

    public int MetadataPort => ((IPEndPoint)_metadata.LocalEndpoint).Port;

    public int ProxyPort => ((IPEndPoint)_proxy.LocalEndpoint).Port;

    /// <summary>What the metadata service answers: another status is a database that is parked.</summary>
    public HttpStatusCode MetadataStatus { get; set; } = HttpStatusCode.OK;

    /// <summary>How often the metadata service was asked.</summary>
    public int MetadataRequests { get; private set; }

    /// <summary>The names that clients sent in their handshakes with the proxy.</summary>
    public IReadOnlyList<string> Names
    {
        get
        {
            lock (_lock)
                return [.. _names];
        }
    }

    public static FakeAstra Start(int hosts = 1, FakeSettings? settings = null) => new(FakeCluster.Start(hosts, (settings ?? new()) with { IsAstra = true }));

    /// <summary>Writes the bundle of this stand-in: <c>config.json</c>, <c>ca.crt</c>, <c>cert</c>, <c>key</c> and <c>cert.pfx</c>; with another's client certificate where it is to be refused.</summary>
    public void WriteBundle(string path, string host = "localhost", FakeCertificates? others = null)
    {
        using var client = (others ?? _certificates).Client();
        using var key = client.GetRSAPrivateKey()!; // made with one
        using var zip = ZipFile.Open(path, ZipArchiveMode.Create);
        var config = new
        {
            username = "",
            password = "",
            host,
            port = MetadataPort,
            cql_port = ProxyPort,
            keyspace = "spam",
            localDC = "datacenter1",
            caCertLocation = "./ca.crt",
            keyLocation = "./key",
            certLocation = "./cert",
            keyStoreLocation = "./identity.jks",
            keyStorePassword = "secret",
            trustStoreLocation = "./trustStore.jks",
            trustStorePassword = "secret",
            csvLocation = "./data",
            pfxCertPassword = "secret",
        };
        Add(zip, "config.json", JsonSerializer.SerializeToUtf8Bytes(config));
        Add(zip, "ca.crt", Encoding.ASCII.GetBytes(_certificates.Authority.ExportCertificatePem()));
        Add(zip, "cert", Encoding.ASCII.GetBytes(client.ExportCertificatePem()));
        Add(zip, "key", Encoding.ASCII.GetBytes(key.ExportPkcs8PrivateKeyPem()));
        Add(zip, "cert.pfx", client.Export(X509ContentType.Pkcs12, "secret"));
    }

    public async ValueTask DisposeAsync()
    {
        _metadata.Stop();
        _proxy.Stop();
        lock (_lock)
            _clients.ForEach(client => client.Dispose());
        await Cluster.DisposeAsync();
        _server.Dispose();
        _certificates.Dispose();
    }

    static void Add(ZipArchive zip, string name, byte[] bytes)
    {
        using var entry = zip.CreateEntry(name).Open();
        entry.Write(bytes);
    }

    async Task AcceptAsync(TcpListener listener, Func<TcpClient, SslStream, Task> serve)
    {
        try
        {
            while (true)
            {
                var client = await listener.AcceptTcpClientAsync();
                lock (_lock)
                    _clients.Add(client);
                _ = ServeAsync(client, serve);
            }
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // the listener was stopped
        }
    }

    static async Task ServeAsync(TcpClient client, Func<TcpClient, SslStream, Task> serve)
    {
        try
        {
            await using var stream = new SslStream(client.GetStream());
            await serve(client, stream);
        }
        catch (Exception exception) when (exception is IOException or AuthenticationException or SocketException or ObjectDisposedException)
        {
            // a handshake that failed, or a client that is gone
        }
    }

    async Task TellAsync(TcpClient client, SslStream stream)
    {
        await stream.AuthenticateAsServerAsync(FakeTls.Options(_server, _certificates.Authority));
        var asked = await new StreamReader(stream, Encoding.ASCII, leaveOpen: true).ReadLineAsync();
        MetadataRequests++;
        var body = asked?.StartsWith("GET /metadata ", StringComparison.Ordinal) == true ? JsonSerializer.Serialize(new
        {
            version = 1,
            region = "datacenter1",
            contact_info = new { type = "sni_proxy", local_dc = "datacenter1", sni_proxy_address = $"localhost:{ProxyPort}", contact_points = Cluster.Hosts.Select(host => host.HostId) },
        }) : "{}";
        var status = asked is not null && asked.Contains(" /metadata ", StringComparison.Ordinal) ? MetadataStatus : HttpStatusCode.NotFound;
        var answer = $"HTTP/1.1 {(int)status} {status}\r\nContent-Type: application/json\r\nContent-Length: {body.Length}\r\nConnection: close\r\n\r\n{body}";
        await stream.WriteAsync(Encoding.ASCII.GetBytes(answer));
        await stream.FlushAsync();
    }

    async Task ForwardAsync(TcpClient client, SslStream stream)
    {
        var name = "";
        await stream.AuthenticateAsServerAsync(
            (_, hello, _, _) =>
            {
                name = hello.ServerName;
                return ValueTask.FromResult(FakeTls.Options(_server, _certificates.Authority));
            },
            null);
        lock (_lock)
            _names.Add(name);
        if (Cluster.Hosts.FirstOrDefault(host => host.HostId.ToString() == name) is { } host)
            await host.ServeAsync(stream, client.Client);
    }
}
