namespace Spam.Tests.Web;

/// <summary>One API for all tests of a class that only ask it, with <see cref="TableClassifier.Spam"/>.</summary>
public sealed class SpamServer : IAsyncLifetime
{
    TestServer? _server;

    /// <summary>The API.</summary>
    internal TestServer Server => _server ?? throw new InvalidOperationException("The fixture has not begun.");

    public async Task InitializeAsync() => _server = await TestServer.StartAsync(classifier: TableClassifier.Spam("v3"));

    public async Task DisposeAsync() => await Server.DisposeAsync();
}
