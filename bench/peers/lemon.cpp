// Minimum-cost flow with LEMON: reads DIMACS, runs one algorithm, prints one line of JSON.
// Two clocks: from the graph in memory (the algorithm makes its own copy of it first), and run() alone.
#include <lemon/capacity_scaling.h>
#include <lemon/cost_scaling.h>
#include <lemon/dimacs.h>
#include <lemon/network_simplex.h>
#include <lemon/smart_graph.h>

#include <chrono>
#include <cstdio>
#include <fstream>
#include <string>

using Graph = lemon::SmartDigraph;
using Flow = int;
using Cost = long long;  // potentials of a long path leave 32 bits

struct Problem {
  Graph graph;
  Graph::ArcMap<Flow> lower{graph}, capacity{graph};
  Graph::ArcMap<Cost> cost{graph};
  Graph::NodeMap<Flow> supply{graph};
};

template <class Algorithm>
int measure(Problem& p) {
  using Clock = std::chrono::steady_clock;
  const auto start = Clock::now();
  Algorithm algorithm(p.graph);
  algorithm.lowerMap(p.lower).upperMap(p.capacity).costMap(p.cost).supplyMap(p.supply);
  const auto copied = Clock::now();
  const auto result = algorithm.run();
  const auto end = Clock::now();
  const std::chrono::duration<double> seconds = end - start, run = end - copied;
  const bool optimal = result == Algorithm::OPTIMAL;
  std::printf("{\"optimal\": %s, \"seconds\": %.6f, \"run\": %.6f, \"minimum\": %lld}\n",
              optimal ? "true" : "false", seconds.count(), run.count(), optimal ? algorithm.template totalCost<Cost>() : 0LL);
  return 0;
}

int main(int argc, char** argv) {
  if (argc != 3) return 2;
  Problem p;
  std::ifstream file(argv[2]);
  lemon::readDimacsMin(file, p.graph, p.lower, p.capacity, p.cost, p.supply);
  const std::string algorithm = argv[1];
  if (algorithm == "network-simplex") return measure<lemon::NetworkSimplex<Graph, Flow, Cost>>(p);
  if (algorithm == "cost-scaling") return measure<lemon::CostScaling<Graph, Flow, Cost>>(p);
  if (algorithm == "capacity-scaling") return measure<lemon::CapacityScaling<Graph, Flow, Cost>>(p);
  return 2;
}
