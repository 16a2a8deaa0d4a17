#!/usr/bin/env python3
"""Drawings of the same graphs by several engines, measured: the tables of docs/layout-comparison.md.

usage: compare.py CYANOTYPE [--seeds 7,3,11] [--graphs rag,c100,...] [--elkjs FOLDER] [--graphlay PROGRAM]

Writes the graphs into a temporary folder (graphs.py) and prints a table for each: means over the seeds. dot is used when
it is installed, elkjs when node and the folder of the package are there, graphlay for graphs without groups, layout-rs
through `--engine layout-rs` where it takes the graph. Times belong to hyperfine: see docs/layout-comparison.md."""
import argparse, json, os, shutil, subprocess, sys, tempfile
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import convert, graphs, metrics

ELK = ("const E=require(process.argv[1]);const f=require('fs');new E().layout(JSON.parse(f.readFileSync(process.argv[2])))"
       ".then(r=>f.writeFileSync(process.argv[3],JSON.stringify(r)))")
SCORES = [('crossings', 'crossings'), ('edge_len', 'line, px'), ('turn_90', 'turns'), ('area_kpx2', 'area, k px²'), ('aspect', 'aspect')]
# Lines through boxes or foreign groups, on one another, overlapping boxes or groups, labels on anything.
FAULTS = ['edge_node_hits', 'edge_foreign_group_hits', 'overlap_pairs', 'node_overlaps', 'group_overlaps', 'node_in_foreign_group',
          'lab_lab', 'lab_node', 'lab_edge']

def run(command, limit=900):
    try: return subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=limit).returncode == 0
    except subprocess.TimeoutExpired: return False

def engines(arguments, folder, name, model):
    path = lambda ending: os.path.join(folder, name + ending)
    out = lambda engine: path('.' + engine + '.out')
    own = [arguments.cyanotype, 'render', path('.blueprint.yaml'), '--force', '--isolated', '--format', 'geometry']
    view = 'deployment' if model['groups'] else 'flat'
    if run(own + ['--view', view, '-o', out('own')]): yield 'cyanotype', json.load(open(out('own')))
    if not model['groups'] and run(own + ['--view', 'flat', '--engine', 'layout-rs', '-o', out('rs')]):
        yield 'layout-rs', json.load(open(out('rs')))
    if shutil.which('dot') and run(['dot', '-Tjson', path('.dot'), '-o', out('dot')]): yield 'dot', convert.dot(out('dot'), model)
    if arguments.elkjs:
        bundle = os.path.join(os.path.abspath(arguments.elkjs), 'lib', 'elk.bundled.js')
        if run(['node', '--stack-size=60000', '-e', ELK, bundle, path('.elk.json'), out('elk')]): yield 'elkjs', convert.elk(out('elk'), model)
    if arguments.graphlay and not model['groups']:
        json.dump(convert.request(model), open(path('.request'), 'w'))
        if run([arguments.graphlay, 'layout', path('.request'), '-o', out('lay')]): yield 'graphlay', convert.graphlay(out('lay'), model)

def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('cyanotype'); parser.add_argument('--seeds', default='7,3,11')
    parser.add_argument('--graphs', default='rag,c100,c300,c1000,f100,f300,f1000')
    parser.add_argument('--elkjs'); parser.add_argument('--graphlay')
    arguments = parser.parse_args()
    for name in arguments.graphs.split(','):
        found = {}
        seeds = ['7'] if name == 'rag' else arguments.seeds.split(',')
        for seed in seeds:
            with tempfile.TemporaryDirectory() as folder:
                graphs.OUT = folder
                model = graphs.rag() if name == 'rag' else graphs.layered(int(name[1:]), int(seed), clustered=name[0] == 'c')
                graphs.emit(name, model)
                for engine, geometry in engines(arguments, folder, name, model):
                    found.setdefault(engine, []).append(metrics.measure(geometry, model))
        print(f'\n{name}, seeds {", ".join(seeds)}\n\n| engine | ' + ' | '.join(title for _, title in SCORES) + ' | faults |')
        print('|---|' + '---:|' * (len(SCORES) + 1))
        for engine, rows in found.items():
            mean = lambda key: sum(row.get(key) or 0 for row in rows) / len(rows)
            cells = [f'{mean(key):,.2f}' if key == 'aspect' else f'{mean(key):,.0f}' for key, _ in SCORES]
            print(f'| {engine} | ' + ' | '.join(cells) + f' | {sum(mean(key) for key in FAULTS):,.0f} |', flush=True)

if __name__ == '__main__': main()
