using System.Net;
using System.Net.Sockets;
using Cassandra;
using Spam.Tests.Cassandra.Protocol;

namespace Spam.Tests.Cassandra.Transport;

/// <summary>Servers that speak something else, as recorded, or nothing that is known.</summary>
public class NegotiationTests
{
    [SkippableFact]
    public async Task A_server_that_refuses_the_version_in_another_version_is_reported_in_its_own_words()
    {
        var refusal = RecordedFrame.ReadAll("v4/errors").First(frame => !frame.FromClient && frame.Header[0] == 0x85);

        var error = await ConnectAsync([.. refusal.Header, .. refusal.Body]);

        Assert.Contains("Invalid or unsupported protocol version", Assert.IsType<ProtocolErrorException>(error).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("485454502f312e3120343030204261642052657175657374")] // HTTP/1.1 400 Bad Request
    [InlineData("15030100020228")] // an alert of TLS: the port wants TLS
    [InlineData("850000000200000000")] // READY in version 5
    [InlineData("840000000200000000")] // READY on a stream of the other's choice, which happens to be ours, and then the end
    public async Task Other_bytes_close_the_connection_with_an_exception(string hex)
    {
        var error = await ConnectAsync(Convert.FromHexString(hex));

        Assert.True(error is DriverException, $"{error}");
    }

    [Fact]
    public async Task A_server_that_says_nothing_is_left_after_the_time_for_connecting()
    {
        var error = await ConnectAsync([]);

        Assert.IsType<OperationTimedOutException>(error);
    }

    [Fact]
    public void What_is_not_supported_is_refused_when_it_is_asked_for()
    {
        var builder = Cluster.Builder();

        Assert.Throws<NotSupportedException>(() => builder.WithCompression(CompressionType.LZ4));
        Assert.Throws<NotSupportedException>(() => builder.WithSpeculativeExecutionPolicy(null));
        Assert.Throws<NotSupportedException>(() => builder.WithMaxProtocolVersion(ProtocolVersion.V3));
        Assert.Same(builder, builder.WithCompression(CompressionType.NoCompression).WithMaxProtocolVersion(ProtocolVersion.V5));
    }

    // Connects to a server that answers the first frame with the bytes, and says how that failed.
    static async Task<Exception> ConnectAsync(byte[] answer)
    {
        var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var serving = ServeAsync(listener, answer);
        using var cluster = Cluster.Builder()
            .AddContactPoint((IPEndPoint)listener.LocalEndpoint)
            .WithSocketOptions(new SocketOptions().SetConnectTimeoutMillis(500).SetReadTimeoutMillis(500))
            .Build();

        var error = await Assert.ThrowsAsync<NoHostAvailableException>(() => cluster.ConnectAsync());
        listener.Stop();
        await serving;
        return error.Errors.Values.Single();
    }

    static async Task ServeAsync(TcpListener listener, byte[] answer)
    {
        using var socket = await listener.AcceptSocketAsync();
        var buffer = new byte[4096];
        await socket.ReceiveAsync(buffer);
        await socket.SendAsync(answer);
        if (answer.Length > 0)
            socket.Shutdown(SocketShutdown.Send);
        while (true)
        {
            try
            {
                if (await socket.ReceiveAsync(buffer) == 0)
                    return;
            }
            catch (SocketException)
            {
                return;
            }
        }
    }
}
