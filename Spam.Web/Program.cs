using System.Net;
using Microsoft.AspNetCore.Connections;
using Spam.Web;
using Spam.Web.Configuration;
using Spam.Web.Configuration.Reading;
using Spam.Web.Health;
using Spam.Web.Repository;
using Spam.Web.Storage.Checks;

try
{
    if (args is not ([] or [StoreCheck.Command] or [HealthCheck.Command]))
        throw new StartException($"Spam.Web is started without arguments, or with {StoreCheck.Command} or {HealthCheck.Command}; got '{string.Join(' ', args)}'. Everything else is set by variables: see .env.sample.");
    var settings = Settings.From(Surroundings.Read(Directory.GetCurrentDirectory()));
    if (args is [StoreCheck.Command])
        return await StoreCheck.RunAsync(settings, Console.Out);
    if (args is [HealthCheck.Command])
        return await HealthCheck.RunAsync(settings, Console.Out);

    await using var app = Server.Build(settings, ModelRepository.Open(settings));
    var log = app.Logger;
    if (settings.Unused.Count > 0)
        Log.Unused(log, settings.Store.ToString().ToLowerInvariant(), string.Join(", ", settings.Unused));

    try
    {
        await app.StartAsync();
    }
    catch (IOException cause) when (cause.InnerException is AddressInUseException)
    {
        var other = (settings.Port % IPEndPoint.MaxPort) + 1;
        throw new StartException($"Port {settings.Port} is in use. Try another: PORT={other} dotnet run --project Spam.Web");
    }

    Log.Listening(log, settings.ApiName, Server.AddressOf(app));
    await app.WaitForShutdownAsync();
    return 0;
}
catch (StartException cause)
{
    await Console.Error.WriteLineAsync(cause.Message);
    return 1;
}
