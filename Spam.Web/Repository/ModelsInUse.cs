using Spam.Web.Repository.Versions;

namespace Spam.Web.Repository;

/// <summary>Goes through the models that answer.</summary>
static class ModelsInUse
{
    /// <summary>A lease on each version that is available, model by model, the newest first. Whoever looks disposes each.</summary>
    public static IEnumerable<ModelLease> Of(ModelRepository models)
        => models.Names.SelectMany(name => models.StatusOf(name).Select(status => TryBorrow(models, name, status))).OfType<ModelLease>();

    /// <summary>A lease on a version, or null where it cannot answer.</summary>
    public static ModelLease? TryBorrow(ModelRepository models, string name, VersionStatus status)
    {
        if (status.State != VersionState.Available)
            return null;
        try
        {
            return models.Borrow(new(name, status.Version));
        }
        catch (Exception cause) when (cause is UnknownModelException or ModelNotReadyException)
        {
            return null; // it went in this moment
        }
    }
}
