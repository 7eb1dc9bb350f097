using System.Text.Json.Nodes;
using Spam.Train.Reports;

namespace Spam.Train.Inspections;

/// <summary>What was found at a path: for people and for machines.</summary>
/// <param name="Reports">Tables and facts.</param>
/// <param name="Json">The same as JSON.</param>
/// <param name="Problem">Why it would not load; null where it does.</param>
sealed record Inspection(IReadOnlyList<Report> Reports, JsonObject Json, string? Problem);
