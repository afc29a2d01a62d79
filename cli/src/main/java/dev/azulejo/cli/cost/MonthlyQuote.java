package dev.azulejo.cli.cost;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The cost of a month, in US dollars, with GPUs of each kind. Free tiers are left out.
///
/// @param lines what all have in common
/// @param spot GPUs on Spot
/// @param onDemand GPUs on demand
/// @param own machines of one's own
public record MonthlyQuote(
        Workload workload, List<Line> lines, double spot, double onDemand, double own, int ownMachines) {
    /// @param quantity how many of the item
    /// @param dollars what they cost
    public record Line(Item item, double quantity, double dollars) {}

    public MonthlyQuote {
        lines = List.copyOf(lines);
    }

    public static MonthlyQuote of(Workload workload, PriceList prices, OwnGpu own) {
        var lines = new ArrayList<Line>();
        workload.orchestration()
                .forEach((item, quantity) -> lines.add(new Line(item, quantity, quantity * prices.of(item))));
        double beside = Workload.besideAnHour().entrySet().stream()
                .mapToDouble(each -> each.getValue() * prices.of(each.getKey()))
                .sum();
        double hours = workload.gpuHours();
        return new MonthlyQuote(
                workload,
                lines,
                hours * (prices.of(Item.GPU_SPOT_HOUR) + beside),
                hours * (prices.of(Item.GPU_ON_DEMAND_HOUR) + beside),
                own.monthly(workload),
                own.machines(workload));
    }

    /// The cost besides GPUs.
    public double orchestration() {
        return lines.stream().mapToDouble(Line::dollars).sum();
    }

    /// The whole price by the kind of GPU, the names as people know them.
    public Map<String, Double> totals() {
        var totals = new LinkedHashMap<String, Double>();
        totals.put("spot", orchestration() + spot);
        totals.put("on demand", orchestration() + onDemand);
        totals.put("own", orchestration() + own);
        return totals;
    }

    /// Images in the month.
    public double images() {
        return workload.images();
    }
}
