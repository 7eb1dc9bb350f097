using System.Net.Security;
using System.Net.Sockets;
using Cassandra;
using Spam.Cassandra.Protocol;

namespace Spam.Cassandra.Transport;

/// <summary>Opens connections: TCP, TLS, the protocol's own handshake, and who is there.</summary>
sealed class Connector(Configuration configuration)
{
    const string DriverName = "Spam.Cassandra";

    static readonly string _driverVersion = typeof(Connector).Assembly.GetName().Version?.ToString(3) ?? "0";

    /// <summary>Opens a connection that is ready for requests.</summary>
    /// <exception cref="DriverException">The node refused it.</exception>
    public async Task<Connection> OpenAsync(NodeEndPoint node, Action<EventResponse>? happened, CancellationToken cancellation)
    {
        var timeout = configuration.SocketOptions.ConnectTimeoutMillis;
        var stream = await ConnectAsync(node, timeout, cancellation).ConfigureAwait(false);
        var connection = new Connection(node.Address, stream, configuration, happened);
        connection.Start();
        try
        {
            await StartAsync(connection, timeout).ConfigureAwait(false);
            connection.Establish();
            return connection;
        }
        catch (ConnectionClosedException error)
        {
            throw connection.Reason switch
            {
                DriverException reason => reason, // the server's own refusal, or what was wrong with its bytes
                EndOfStreamException or IOException when stream is SslStream => new ConnectionClosedException(
                    $"{node.Address} closed the connection right after TLS began. It probably refused the client's certificate, or the lack of one.",
                    requestWasSent: true, connection.Reason),
                _ => error,
            };
        }
        catch (Exception error)
        {
            connection.Break(error);
            throw;
        }
    }

    async Task<Stream> ConnectAsync(NodeEndPoint node, int timeout, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(timeout);
        var socket = new Socket(node.Target.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = configuration.SocketOptions.TcpNoDelay };
        Stream? stream = null;
        try
        {
            socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, configuration.SocketOptions.KeepAlive);
            await socket.ConnectAsync(node.Target, limit.Token).ConfigureAwait(false);
            stream = new NetworkStream(socket, ownsSocket: true);
            if (Tls(node) is { } options)
            {
                var encrypted = new SslStream(stream);
                stream = encrypted;
                await encrypted.AuthenticateAsClientAsync(options, limit.Token).ConfigureAwait(false);
            }

            return stream;
        }
        catch (Exception error)
        {
            if (stream is not null)
                await stream.DisposeAsync().ConfigureAwait(false);
            socket.Dispose();
            if (error is OperationCanceledException && !cancellation.IsCancellationRequested)
                throw new OperationTimedOutException(node.Address, timeout);
            throw;
        }
    }

    SslClientAuthenticationOptions? Tls(NodeEndPoint node)
    {
        if (configuration.Bundle is { } bundle)
            return bundle.Tls(node.ServerName);
        if (configuration.SslOptions is not { } options)
            return null;

        return new()
        {
            TargetHost = node.ServerName,
            EnabledSslProtocols = options.SslProtocol,
            CertificateRevocationCheckMode = options.CheckCertificateRevocation
                ? System.Security.Cryptography.X509Certificates.X509RevocationMode.Online
                : System.Security.Cryptography.X509Certificates.X509RevocationMode.NoCheck,
            ClientCertificates = options.CertificateCollection,
            RemoteCertificateValidationCallback = options.RemoteCertValidationCallback,
        };
    }

    async Task StartAsync(Connection connection, int timeout)
    {
        var options = new Dictionary<string, string>
        {
            ["CQL_VERSION"] = "3.0.0",
            ["DRIVER_NAME"] = DriverName,
            ["DRIVER_VERSION"] = _driverVersion,
            ["CLIENT_ID"] = configuration.ClientId.ToString(),
        };
        if (configuration.ApplicationName is { } name)
            options["APPLICATION_NAME"] = name;
        if (configuration.ApplicationVersion is { } version)
            options["APPLICATION_VERSION"] = version;

        switch (await connection.SendAsync(new StartupRequest(options), timeout).ConfigureAwait(false))
        {
            case ReadyResponse:
                return;
            case AuthenticateResponse:
                await AuthenticateAsync(connection, timeout).ConfigureAwait(false);
                return;
            case ErrorResponse error:
                throw error.ToException(connection.Address);
            case var other:
                throw new ProtocolException($"Expected READY or AUTHENTICATE after STARTUP; got {other.GetType().Name}.");
        }
    }

    async Task AuthenticateAsync(Connection connection, int timeout)
    {
        if (configuration.AuthProvider is not { } provider)
            throw new AuthenticationException("the server wants credentials. Give them with Builder.WithCredentials.", connection.Address);

        var authenticator = provider.NewAuthenticator(connection.Address);
        var token = authenticator.InitialResponse() ?? [];
        while (true)
        {
            switch (await connection.SendAsync(new AuthResponseRequest(token), timeout).ConfigureAwait(false))
            {
                case AuthSuccessResponse:
                    return;
                case AuthChallengeResponse challenge:
                    token = authenticator.EvaluateChallenge(challenge.Token ?? [])
                        ?? throw new AuthenticationException("the server asked for a step that the authenticator does not know.", connection.Address);
                    break;
                case ErrorResponse error:
                    throw error.ToException(connection.Address);
                case var other:
                    throw new ProtocolException($"Expected AUTH_SUCCESS or AUTH_CHALLENGE; got {other.GetType().Name}.");
            }
        }
    }
}
