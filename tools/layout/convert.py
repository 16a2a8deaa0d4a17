#!/usr/bin/env python3
"""Brings what other engines write into the neutral geometry: dot -Tjson, ELK's JSON, graphlay's JSON.

usage: convert.py dot|elk|graphlay OUTPUT MODEL.json GEOMETRY.json
       convert.py request MODEL.json REQUEST.json           (what graphlay reads)"""
import json, sys, re
def dot(p, model):
    d = json.load(open(p)); H = [float(v) for v in d['bb'].split(',')][3]
    objs = d.get('objects', []); out = dict(nodes=[], groups=[], edges=[], bezier=True); names = {}
    for o in objs:
        if 'nodes' in o or o['name'].startswith('cluster'):
            if 'bb' in o and o['name'].startswith('cluster_'):
                x0, y0, x1, y1 = [float(v) for v in o['bb'].split(',')]
                out['groups'].append(dict(id=o['name'][8:], x=x0, y=H-y1, w=x1-x0, h=y1-y0))
        else:
            x, y = [float(v) for v in o['pos'].split(',')]; w, h = float(o['width'])*72, float(o['height'])*72
            names[o['_gvid']] = o['name']; out['nodes'].append(dict(id=o['name'], x=x-w/2, y=H-y-h/2, w=w, h=h))
    for e in d.get('edges', []):
        pts = []; endp = startp = None
        for tok in e['pos'].split(' '):
            if tok.startswith('e,'): endp = [float(v) for v in tok[2:].split(',')]
            elif tok.startswith('s,'): startp = [float(v) for v in tok[2:].split(',')]
            elif ',' in tok: pts.append([float(v) for v in tok.split(',')])
        if endp: pts += [pts[-1], endp, endp]   # straight arrow tip as a degenerate bezier
        r = dict(s=names[e['tail']], t=names[e['head']], pts=[[a, H-b] for a, b in pts])
        for lp, dr in (('lp', '_ldraw_'), ('xlp', '_ldraw_')):
            if lp in e:
                x, y = [float(v) for v in e[lp].split(',')]; w = 0; fs = 10
                for op in e.get(dr, []):
                    if op['op'] == 'T': w = max(w, op['width'])
                    if op['op'] == 'F': fs = op['size']
                r['lrect'] = [x-w/2, H-y-fs*.6, w, fs*1.2]
        out['edges'].append(r)
    return out
def elk(p, model):
    d = json.load(open(p)); out = dict(nodes=[], groups=[], edges=[], bezier=False); pos = {}; gids = {g['id'] for g in model['groups']}
    def rec(n, ox, oy):
        x, y = ox + n.get('x', 0), oy + n.get('y', 0); pos[n['id']] = (x, y)
        if n['id'] in gids: out['groups'].append(dict(id=n['id'], x=x, y=y, w=n['width'], h=n['height']))
        elif n['id'] != 'root' and n['id'] != d['id']: out['nodes'].append(dict(id=n['id'], x=x, y=y, w=n['width'], h=n['height']))
        for c in n.get('children', []): rec(c, x, y)
    rec(d, 0, 0)
    def edges(n):
        for e in n.get('edges', []):
            ox, oy = pos.get(e.get('container', n['id']), (0, 0))
            for s in e.get('sections', []):
                pts = [s['startPoint']] + s.get('bendPoints', []) + [s['endPoint']]
                r = dict(s=e['sources'][0], t=e['targets'][0], pts=[[q['x']+ox, q['y']+oy] for q in pts])
                for l in e.get('labels', []): r['lrect'] = [l['x']+ox, l['y']+oy, l['width'], l['height']]
                out['edges'].append(r); break
        for c in n.get('children', []): edges(c)
    edges(d); return out
def graphlay(p, model):
    d = json.load(open(p)); out = dict(nodes=[], groups=[], edges=[], bezier=False)
    for n, q in zip(model['nodes'], d['nodes']):
        w, h = q['size']['width'], q['size']['height']
        out['nodes'].append(dict(id=n['id'], x=q['center']['x'] - w / 2, y=q['center']['y'] - h / 2, w=w, h=h))
    for e, r in zip(model['edges'], d['edges']):
        out['edges'].append(dict(s=e['s'], t=e['t'], pts=[[q['x'], q['y']] for q in r['points']]))
    return out
def request(model):
    at = {n['id']: k for k, n in enumerate(model['nodes'])}
    return dict(graph=dict(nodes=[dict(size=dict(width=n['w'], height=n['h'])) for n in model['nodes']],
                           edges=[dict(source=at[e['s']], target=at[e['t']]) for e in model['edges']]), preset='layered')
if __name__ == '__main__':
    if len(sys.argv) < 4: sys.exit(__doc__)
    if sys.argv[1] == 'request': json.dump(request(json.load(open(sys.argv[2]))), open(sys.argv[3], 'w')); sys.exit()
    k, src, mod, dst = sys.argv[1:5]; json.dump({'dot': dot, 'elk': elk, 'graphlay': graphlay}[k](src, json.load(open(mod))), open(dst, 'w'))
